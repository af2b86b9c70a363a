package org.signet.classification.file;

import java.io.IOException;
import java.io.InputStream;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Walks an XML part of a document. A document type declaration, and so every entity that would be
 * declared there, is refused: no office program writes one, and what can be done with them is harm.
 */
final class XmlText {
    private static final XMLInputFactory FACTORY = factory();

    private XmlText() {}

    /** Takes what stands in the part. */
    interface Handler {
        /**
         * Takes the start of an element.
         *
         * @param reader to read attributes from
         */
        void start(String name, XMLStreamReader reader);

        void end(String name);

        void text(String text);

        /** Whether no more is wanted. */
        boolean isFull();
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    /**
     * Walks a part.
     *
     * @throws IOException if it is no well-formed XML, or declares a document type
     */
    static void walk(InputStream part, Handler handler) throws IOException {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(part);
            while (reader.hasNext() && !handler.isFull()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT ->
                            handler.start(reader.getLocalName(), reader);
                    case XMLStreamConstants.END_ELEMENT -> handler.end(reader.getLocalName());
                    case XMLStreamConstants.CHARACTERS,
                            XMLStreamConstants.CDATA,
                            XMLStreamConstants.SPACE ->
                            handler.text(reader.getText());
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                            throw new IOException("The XML declares a document type");
                    default -> {}
                }
            }
        } catch (XMLStreamException | RuntimeException e) {
            throw new IOException("The XML is broken", e);
        }
    }

    /** The value of the attribute of this name in any namespace; empty if there is none. */
    static String attribute(XMLStreamReader reader, String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return "";
    }
}
