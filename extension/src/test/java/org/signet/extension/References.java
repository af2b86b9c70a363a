package org.signet.extension;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Everything outside itself that one class names: the types of its declarations and instructions,
 * and the fields and methods it uses. Annotations are left out, because the JVM leaves out those
 * whose class is missing.
 */
final class References {
    /** A field or method of a class; the descriptor of a method begins with a parenthesis. */
    record Member(String owner, String name, String descriptor) {}

    private final Set<String> types = new LinkedHashSet<>();
    private final Set<Member> members = new LinkedHashSet<>();
    private final Set<String> texts = new LinkedHashSet<>();

    private References() {}

    static References of(byte[] classFile) {
        References found = new References();
        new ClassReader(classFile).accept(found.new InClass(), ClassReader.SKIP_FRAMES);
        return found;
    }

    Set<String> types() {
        return types;
    }

    Set<Member> members() {
        return members;
    }

    /** The string constants. */
    Set<String> texts() {
        return texts;
    }

    private void type(Type type) {
        switch (type.getSort()) {
            case Type.ARRAY -> type(type.getElementType());
            case Type.OBJECT -> types.add(type.getInternalName());
            case Type.METHOD -> {
                type(type.getReturnType());
                for (Type argument : type.getArgumentTypes()) {
                    type(argument);
                }
            }
            default -> {
                // a primitive type is always there
            }
        }
    }

    private void object(String internalName) {
        type(Type.getObjectType(internalName));
    }

    private void member(String owner, String name, String descriptor) {
        object(owner);
        type(Type.getType(descriptor));
        if (!owner.startsWith("[")) {
            members.add(new Member(owner, name, descriptor));
        }
    }

    private void constant(Object value) {
        switch (value) {
            case Type type -> type(type);
            case Handle handle -> member(handle.getOwner(), handle.getName(), handle.getDesc());
            case ConstantDynamic dynamic -> {
                constant(dynamic.getBootstrapMethod());
                for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                    constant(dynamic.getBootstrapMethodArgument(i));
                }
            }
            case String text -> texts.add(text);
            default -> {
                // a number names nothing
            }
        }
    }

    private final class InClass extends ClassVisitor {
        InClass() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                String signature,
                String superName,
                String[] interfaces) {
            object(superName);
            for (String implemented : interfaces) {
                object(implemented);
            }
        }

        @Override
        public FieldVisitor visitField(
                int access, String name, String descriptor, String signature, Object value) {
            type(Type.getType(descriptor));
            if (value != null) {
                constant(value);
            }
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            type(Type.getMethodType(descriptor));
            if (exceptions != null) {
                for (String exception : exceptions) {
                    object(exception);
                }
            }
            return new InMethod();
        }
    }

    private final class InMethod extends MethodVisitor {
        InMethod() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            object(type);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            member(owner, name, descriptor);
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String descriptor, boolean ofInterface) {
            member(owner, name, descriptor);
        }

        @Override
        public void visitInvokeDynamicInsn(
                String name, String descriptor, Handle bootstrap, Object... arguments) {
            type(Type.getMethodType(descriptor));
            constant(bootstrap);
            for (Object argument : arguments) {
                constant(argument);
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            constant(value);
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            type(Type.getType(descriptor));
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
            if (type != null) {
                object(type);
            }
        }
    }
}
