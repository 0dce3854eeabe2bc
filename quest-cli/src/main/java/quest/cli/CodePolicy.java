package quest.cli;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which of the JDK an exercise may use when it is graded: what computes, waits and talks to its own sockets, and not
/// what starts processes, opens files, loads classes or code, or looks into private fields. So a submission cannot
/// reach the tests' own state, by which a result could be forged.
///
/// Judged by compiled classes, in which every class and method that is used has its entry; the compiler is the
/// grader's own. Packages are listed that are allowed, so that what a later JDK brings is not, until somebody has
/// thought about it.
final class CodePolicy {

    /// What was found.
    ///
    /// @param what in words: `java.lang.ProcessBuilder`
    /// @param line where it is used, from 1; 0 when unknown
    record Violation(String what, int line) {
    }

    private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("L([^;]+);");

    private static final Set<String> PACKAGES = Set.of("java/lang", "java/lang/annotation", "java/lang/ref",
            "java/lang/runtime", "java/math", "java/net", "java/nio", "java/nio/channels", "java/nio/channels/spi",
            "java/nio/charset", "java/text", "java/time", "java/time/chrono", "java/time/format", "java/time/temporal",
            "java/time/zone", "java/util", "java/util/concurrent", "java/util/concurrent/atomic",
            "java/util/concurrent/locks", "java/util/function", "java/util/random", "java/util/regex",
            "java/util/stream", "java/util/zip");

    /// Out of packages of which the rest stays closed.
    private static final Set<String> CLASSES = Set.of("java/lang/reflect/Array",
            "java/lang/invoke/MethodHandles", "java/lang/invoke/MethodHandles$Lookup", "java/lang/invoke/VarHandle",
            "java/lang/invoke/LambdaMetafactory", "java/lang/invoke/StringConcatFactory",
            "java/lang/invoke/ConstantBootstraps", "java/lang/invoke/MethodHandle", "java/lang/invoke/MethodType",
            "java/lang/invoke/CallSite", "java/lang/invoke/TypeDescriptor", "java/lang/constant/ClassDesc",
            "java/security/MessageDigest", "java/security/NoSuchAlgorithmException", "java/security/SecureRandom",
            "java/security/GeneralSecurityException", "java/security/DigestException",
            "java/util/logging/Logger", "java/util/logging/Level", "java/util/logging/LogRecord",
            "java/util/logging/Handler",
            "java/io/InputStream", "java/io/OutputStream", "java/io/Reader", "java/io/Writer",
            "java/io/BufferedInputStream", "java/io/BufferedOutputStream", "java/io/BufferedReader",
            "java/io/BufferedWriter", "java/io/ByteArrayInputStream", "java/io/ByteArrayOutputStream",
            "java/io/CharArrayReader", "java/io/CharArrayWriter", "java/io/DataInput", "java/io/DataInputStream",
            "java/io/DataOutput", "java/io/DataOutputStream", "java/io/FilterInputStream",
            "java/io/FilterOutputStream", "java/io/FilterReader", "java/io/FilterWriter",
            "java/io/InputStreamReader", "java/io/OutputStreamWriter", "java/io/LineNumberReader",
            "java/io/PipedInputStream", "java/io/PipedOutputStream", "java/io/PipedReader", "java/io/PipedWriter",
            "java/io/PrintStream", "java/io/PrintWriter", "java/io/PushbackInputStream", "java/io/PushbackReader",
            "java/io/SequenceInputStream", "java/io/StreamTokenizer", "java/io/StringReader", "java/io/StringWriter", "java/io/Closeable",
            "java/io/Flushable", "java/io/Serializable", "java/io/IOException", "java/io/EOFException",
            "java/io/UncheckedIOException", "java/io/InterruptedIOException", "java/io/UTFDataFormatException",
            "java/io/UnsupportedEncodingException", "java/io/CharConversionException");

    /// Out of packages of which the rest is open. A class takes those nested in it along. Who may say how sockets are
    /// made makes those of the tests, too.
    private static final Set<String> CLOSED = Set.of("java/lang/ClassLoader", "java/lang/Module",
            "java/lang/ModuleLayer", "java/lang/Process", "java/lang/ProcessBuilder", "java/lang/ProcessHandle",
            "java/lang/StackWalker", "java/lang/SecurityManager", "java/net/URL", "java/net/URLClassLoader",
            "java/net/URLConnection", "java/net/HttpURLConnection", "java/net/JarURLConnection",
            "java/net/URLStreamHandler", "java/net/URLStreamHandlerFactory", "java/net/UnixDomainSocketAddress",
            "java/net/SocketImpl", "java/net/SocketImplFactory", "java/net/DatagramSocketImplFactory",
            "java/net/ProxySelector", "java/nio/channels/FileChannel", "java/nio/channels/AsynchronousFileChannel",
            "java/util/ServiceLoader", "java/util/ResourceBundle", "java/util/PropertyResourceBundle",
            "java/util/ListResourceBundle", "java/util/zip/ZipFile");

    /// Methods of open classes that are closed, and methods of half-open classes that are open. Properties of the system
    /// steer the JDK, JUnit and the tests' kit: one of them is how long a test may take.
    private static final Set<String> CLOSED_METHODS = Set.of("java/lang/System.load", "java/lang/System.loadLibrary",
            "java/lang/System.inheritedChannel", "java/lang/System.setProperty", "java/lang/System.setProperties",
            "java/lang/System.clearProperty", "java/lang/System.getProperties", "java/lang/Runtime.exec", "java/lang/Runtime.load",
            "java/lang/Runtime.loadLibrary", "java/lang/Class.forName", "java/lang/Class.newInstance",
            "java/lang/Class.getResource", "java/lang/Class.getResourceAsStream",
            "java/nio/channels/spi/SelectorProvider.inheritedChannel");
    private static final Set<String> HALF_OPEN = Set.of("java/lang/invoke/MethodHandles",
            "java/lang/invoke/MethodHandles$Lookup", "java/lang/invoke/MethodHandle", "java/lang/invoke/MethodType",
            "java/lang/invoke/CallSite", "java/lang/constant/ClassDesc", "java/lang/Enum$EnumDesc",
            "java/lang/invoke/VarHandle$VarHandleDesc");
    private static final Set<String> OPEN_METHODS = Set.of("java/lang/invoke/MethodHandles.lookup",
            "java/lang/invoke/MethodHandles.arrayElementVarHandle",
            "java/lang/invoke/MethodHandles.byteArrayViewVarHandle",
            "java/lang/invoke/MethodHandles.byteBufferViewVarHandle",
            "java/lang/invoke/MethodHandles$Lookup.findVarHandle",
            "java/lang/invoke/MethodHandles$Lookup.findStaticVarHandle", "java/lang/constant/ClassDesc.of",
            "java/lang/Enum$EnumDesc.of");

    /// What the compiler has the JVM call, to make lambdas, texts and switches. No source needs to name them.
    private static final Set<String> BOOTSTRAPS = Set.of("java/lang/invoke/LambdaMetafactory",
            "java/lang/invoke/StringConcatFactory", "java/lang/invoke/ConstantBootstraps",
            "java/lang/runtime/ObjectMethods", "java/lang/runtime/SwitchBootstraps");

    /// Their constructors open a file when they are given its name.
    private static final Set<String> TAKE_FILE_NAMES = Set.of("java/io/PrintStream", "java/io/PrintWriter",
            "java/util/Formatter");

    private final Set<String> own;

    /// @param own the internal names of the submission's classes, and of what it is given besides the JDK
    CodePolicy(Set<String> own) {
        this.own = Set.copyOf(own);
    }

    /// The first thing in the class that an exercise may not use; null when there is none.
    Violation check(byte[] classFile) {
        var model = ClassFile.of().parse(classFile);
        for (var entry : model.constantPool()) {
            var what = violation(entry);
            if (what != null) {
                return new Violation(what.replace('/', '.'), line(model, entry));
            }
        }
        for (var method : model.methods()) {
            if (method.flags().has(AccessFlag.NATIVE)) {
                return new Violation("a native method, " + method.methodName().stringValue(), 0);
            }
        }
        var bootstrap = calledBootstrap(model);
        return bootstrap != null ? bootstrap : inAnnotations(model);
    }

    /// Called by name, they make handles of methods, which are closed.
    private static Violation calledBootstrap(ClassModel model) {
        for (var method : model.methods()) {
            var line = 0;
            for (var element : method.code().map(code -> code.elementList()).orElse(List.of())) {
                if (element instanceof LineNumber number) {
                    line = number.line();
                } else if (element instanceof InvokeInstruction invoke
                        && BOOTSTRAPS.contains(invoke.owner().asInternalName())) {
                    return new Violation(invoke.owner().asInternalName().replace('/', '.'), line);
                }
            }
        }
        return model.findAttribute(Attributes.bootstrapMethods()).stream()
                .flatMap(all -> all.bootstrapMethods().stream()).flatMap(each -> each.arguments().stream())
                .filter(MethodHandleEntry.class::isInstance).map(handle -> ((MethodHandleEntry) handle).reference())
                .map(method -> method.owner().asInternalName()).filter(BOOTSTRAPS::contains).findFirst()
                .map(owner -> new Violation(owner.replace('/', '.'), 0)).orElse(null);
    }

    /// A class that is named in an annotation of a class has no entry of its own, and is there to be had when the code
    /// runs. Annotations of methods and fields are not: who could ask for them is closed.
    private Violation inAnnotations(ClassModel model) {
        var ofClass = model.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(all -> all.annotations().stream()).map(this::inAnnotation);
        var usual = model.methods().stream().flatMap(method -> method.findAttribute(Attributes.annotationDefault())
                .stream()).map(value -> inValue(value.defaultValue()));
        return Stream.concat(ofClass, usual).filter(Objects::nonNull).findFirst()
                .map(name -> new Violation(name.replace('/', '.'), 0)).orElse(null);
    }

    private String inAnnotation(Annotation annotation) {
        var inType = inDescriptor(annotation.className().stringValue());
        return inType != null ? inType : annotation.elements().stream().map(element -> inValue(element.value()))
                .filter(Objects::nonNull).findFirst().orElse(null);
    }

    private String inValue(AnnotationValue value) {
        return switch (value) {
            case AnnotationValue.OfClass type -> inDescriptor(type.className().stringValue());
            case AnnotationValue.OfEnum constant -> inDescriptor(constant.className().stringValue());
            case AnnotationValue.OfAnnotation nested -> inAnnotation(nested.annotation());
            case AnnotationValue.OfArray array -> array.values().stream().map(this::inValue).filter(Objects::nonNull)
                    .findFirst().orElse(null);
            case AnnotationValue.OfConstant _ -> null;
        };
    }

    private String violation(PoolEntry entry) {
        return switch (entry) {
            case ClassEntry type -> inClassName(type.asInternalName());
            case MemberRefEntry member -> {
                var owner = member.owner().asInternalName();
                yield isClosed(owner, member.name().stringValue(), member.type().stringValue())
                        ? owner + "." + member.name().stringValue() : null;
            }
            case NameAndTypeEntry nameAndType -> inDescriptor(nameAndType.type().stringValue());
            case MethodTypeEntry type -> inDescriptor(type.descriptor().stringValue());
            case null, default -> null; // numbers, texts, and entries made of those above
        };
    }

    private String inClassName(String name) {
        if (name.startsWith("[")) {
            return inDescriptor(name);
        }
        return isOpen(name) ? null : name;
    }

    private String inDescriptor(String descriptor) {
        return TYPE_IN_DESCRIPTOR.matcher(descriptor).results().map(match -> match.group(1))
                .filter(name -> !isOpen(name)).findFirst().orElse(null);
    }

    private boolean isOpen(String name) {
        if (own.contains(name) || CLASSES.contains(name)) {
            return true;
        }
        var outermost = name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
        if (outermost.equals("java/lang/invoke/VarHandle")) {
            return true;
        }
        return PACKAGES.contains(name.substring(0, Math.max(0, name.lastIndexOf('/')))) && !CLOSED.contains(outermost);
    }

    private static boolean isClosed(String owner, String name, String descriptor) {
        var member = owner + "." + name;
        return CLOSED_METHODS.contains(member)
                || HALF_OPEN.contains(owner) && !OPEN_METHODS.contains(member)
                || TAKE_FILE_NAMES.contains(owner) && name.equals("<init>")
                        && descriptor.startsWith("(Ljava/lang/String;");
    }

    /// The first line on which the entry, or something that is named by it, is used.
    private static int line(ClassModel model, PoolEntry entry) {
        for (var method : model.methods()) {
            var line = line(method, entry);
            if (line > 0) {
                return line;
            }
        }
        return 0;
    }

    private static int line(MethodModel method, PoolEntry entry) {
        var line = 0;
        for (var element : method.code().map(code -> code.elementList()).orElse(List.of())) {
            switch (element) {
                case LineNumber number -> line = number.line();
                case InvokeInstruction invoke when invoke.method().equals(entry)
                        || invoke.method().owner().equals(entry)
                        || invoke.method().nameAndType().equals(entry) -> {
                    return line;
                }
                case NewObjectInstruction made when made.className().equals(entry) -> {
                    return line;
                }
                default -> {
                    // nothing that names a class by its pool entry as directly
                }
            }
        }
        return 0;
    }
}
