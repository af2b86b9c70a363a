package org.signet.classification.message;

import java.util.Locale;
import java.util.Optional;

/** What a file is by its content, whatever its name and its declared media type say. */
public enum FileType {
    TEXT(Family.TEXT, "text/plain", "txt text csv tsv log md ics vcf json yaml yml eml asc pem"),
    HTML(Family.TEXT, "text/html", "html htm xhtml shtml mht mhtml"),
    XML(Family.TEXT, "application/xml", "xml xsd xsl xslt svg rss kml gpx"),
    RTF(Family.DOCUMENT, "application/rtf", "rtf doc"),
    PDF(Family.DOCUMENT, "application/pdf", "pdf ai fdf"),
    OLE(
            Family.DOCUMENT,
            "application/x-tika-msoffice",
            "doc dot xls xlt xla ppt pps pot vsd mpp pub msg wps db"),
    OOXML(
            Family.DOCUMENT,
            "application/x-tika-ooxml",
            "docx docm dotx dotm xlsx xlsm xltx xltm xlsb pptx pptm ppsx ppsm potx potm vsdx vsdm"),
    ODF(
            Family.DOCUMENT,
            "application/vnd.oasis.opendocument",
            "odt ott ods ots odp otp odg otg odf odb fodt fods fodp"),
    EPUB(Family.DOCUMENT, "application/epub+zip", "epub"),
    TNEF(Family.MESSAGE, "application/vnd.ms-tnef", "dat tnef"),
    MESSAGE(Family.MESSAGE, "message/rfc822", "eml mht mhtml nws txt"),
    CMS(Family.CRYPTOGRAPHIC, "application/pkcs7-mime", "p7m p7s p7c p7b p7z"),
    PGP(Family.CRYPTOGRAPHIC, "application/pgp-encrypted", "pgp gpg asc"),
    ZIP(Family.ARCHIVE, "application/zip", "zip zipx jar war ear apk xpi cbz kmz"),
    SEVEN_ZIP(Family.ARCHIVE, "application/x-7z-compressed", "7z cb7"),
    TAR(Family.ARCHIVE, "application/x-tar", "tar"),
    GZIP(Family.ARCHIVE, "application/gzip", "gz tgz svgz"),
    BZIP2(Family.ARCHIVE, "application/x-bzip2", "bz2 tbz tbz2 bz"),
    XZ(Family.ARCHIVE, "application/x-xz", "xz txz"),
    RAR(Family.ARCHIVE, "application/x-rar-compressed", "rar cbr rev"),
    CAB(Family.ARCHIVE, "application/vnd.ms-cab-compressed", "cab"),
    ISO(Family.ARCHIVE, "application/x-iso9660-image", "iso img"),
    OTHER_ARCHIVE(
            Family.ARCHIVE,
            "application/x-archive",
            "zst lz lz4 lzma arj lha lzh ace z cpio a deb rpm dmg xar pkg"),
    WINDOWS_PROGRAM(
            Family.EXECUTABLE,
            "application/x-msdownload",
            "exe dll scr com cpl sys ocx drv msix efi mui ax"),
    UNIX_PROGRAM(Family.EXECUTABLE, "application/x-executable", "so o elf bin run axf dylib app"),
    JAVA_PROGRAM(Family.EXECUTABLE, "application/java-vm", "class"),
    INSTALLER(Family.EXECUTABLE, "application/x-msi", "msi msp mst"),
    SHORTCUT(Family.EXECUTABLE, "application/x-ms-shortcut", "lnk"),
    SCRIPT(
            Family.EXECUTABLE,
            "application/x-script",
            "sh bash bat cmd vbs vbe js jse wsf wsh ps1 psm1 hta pl py rb php reg scf url"),
    PICTURE(
            Family.PICTURE,
            "image/*",
            "jpg jpeg jpe jfif png gif bmp dib tif tiff webp ico heic heif avif wmf emf psd"),
    SOUND(Family.SOUND, "audio/*", "mp3 wav ogg oga flac m4a aac mid midi wma amr opus"),
    VIDEO(Family.VIDEO, "video/*", "mp4 m4v mov avi mkv webm mpg mpeg wmv flv 3gp"),
    FONT(Family.OTHER, "font/*", "ttf otf woff woff2 eot"),
    UNKNOWN(Family.OTHER, "application/octet-stream", "");

    /** What people call a group of types. */
    public enum Family {
        TEXT,
        DOCUMENT,
        MESSAGE,
        CRYPTOGRAPHIC,
        ARCHIVE,
        EXECUTABLE,
        PICTURE,
        SOUND,
        VIDEO,
        OTHER;

        /** The word in policy files. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Family family;
    private final String mediaType;

    /** Each with a space before and behind it. */
    private final String extensions;

    FileType(Family family, String mediaType, String extensions) {
        this.family = family;
        this.mediaType = mediaType;
        this.extensions = " " + extensions + " ";
    }

    public Family family() {
        return family;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The word in policy files, such as {@code seven-zip}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether files of this type have names with this extension. */
    public boolean isNamed(String extension) {
        return !extension.isEmpty() && extensions.contains(" " + extension + " ");
    }

    /** The type that an extension promises; of several, the first. */
    public static Optional<FileType> promised(String extension) {
        for (FileType type : values()) {
            if (type.isNamed(extension)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
