package org.signet.extension;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.signet.extension.References.Member;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All classes that a class in James can see, and whether a name leads to one of their members. */
final class World {
    /** What a class offers to others by name. */
    private record Offered(
            Optional<String> above,
            List<String> interfaces,
            Set<String> members,
            boolean anyDescriptor) {}

    private final ClassLoader loader;
    private final Map<String, Optional<Offered>> known = new HashMap<>();

    World(ClassLoader loader) {
        this.loader = loader;
    }

    boolean has(String internalName) {
        return find(internalName).isPresent();
    }

    /** Follows superclasses and interfaces, as JVMS §5.4.3.2 and §5.4.3.3 do. */
    boolean has(Member member) {
        Optional<Offered> owner = find(member.owner());
        if (owner.isEmpty()) {
            return false;
        }
        Offered offered = owner.get();
        if (offered.anyDescriptor() || offered.members().contains(key(member))) {
            return true;
        }
        List<String> above = new ArrayList<>(offered.interfaces());
        above.add(offered.above().orElse("java/lang/Object"));
        return !member.owner().equals("java/lang/Object")
                && above.stream()
                        .anyMatch(
                                type -> has(new Member(type, member.name(), member.descriptor())));
    }

    private static String key(Member member) {
        return member.name() + member.descriptor();
    }

    private Optional<Offered> find(String internalName) {
        Optional<Offered> found = known.get(internalName);
        if (found == null) {
            found = Optional.ofNullable(read(internalName));
            known.put(internalName, found);
        }
        return found;
    }

    private @Nullable Offered read(String internalName) {
        URL classFile = loader.getResource(internalName + ".class");
        if (classFile == null) {
            return null;
        }
        if (classFile.getProtocol().equals("jrt")) {
            return ofThisJdk(internalName);
        }
        try (InputStream in = classFile.openStream()) {
            return ofClassFile(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Offered ofClassFile(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        Set<String> members = new HashSet<>();
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public FieldVisitor visitField(
                            int access, String name, String type, String signature, Object value) {
                        members.add(name + type);
                        return null;
                    }

                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String type, String signature, String[] out) {
                        members.add(name + type);
                        return null;
                    }
                },
                ClassReader.SKIP_CODE);
        return new Offered(
                Optional.of(reader.getSuperName()),
                List.of(reader.getInterfaces()),
                members,
                false);
    }

    /** Reflection, because the JDK's class files may be newer than what the parser knows. */
    private Offered ofThisJdk(String internalName) {
        try {
            Class<?> type = Class.forName(internalName.replace('/', '.'), false, loader);
            Set<String> members = new HashSet<>();
            for (Field field : type.getDeclaredFields()) {
                members.add(field.getName() + field.getType().descriptorString());
            }
            for (Method method : type.getDeclaredMethods()) {
                members.add(
                        method.getName()
                                + MethodType.methodType(
                                                method.getReturnType(), method.getParameterTypes())
                                        .descriptorString());
            }
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                members.add(
                        "<init>"
                                + MethodType.methodType(void.class, constructor.getParameterTypes())
                                        .descriptorString());
            }
            List<String> interfaces = new ArrayList<>();
            for (Class<?> implemented : type.getInterfaces()) {
                interfaces.add(implemented.getName().replace('.', '/'));
            }
            return new Offered(
                    Optional.ofNullable(type.getSuperclass())
                            .map(above -> above.getName().replace('.', '/')),
                    interfaces,
                    members,
                    Set.of("java/lang/invoke/MethodHandle", "java/lang/invoke/VarHandle")
                            .contains(internalName));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
