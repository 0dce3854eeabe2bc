package quest.cli;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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
            "java/io/SequenceInputStream", "java/io/StringReader", "java/io/StringWriter", "java/io/Closeable",
            "java/io/Flushable", "java/io/Serializable", "java/io/IOException", "java/io/EOFException",
            "java/io/UncheckedIOException", "java/io/InterruptedIOException", "java/io/UTFDataFormatException",
            "java/io/UnsupportedEncodingException", "java/io/CharConversionException");

    /// Out of packages of which the rest is open. A class takes those nested in it along.
    private static final Set<String> CLOSED = Set.of("java/lang/ClassLoader", "java/lang/Module",
            "java/lang/ModuleLayer", "java/lang/Process", "java/lang/ProcessBuilder", "java/lang/ProcessHandle",
            "java/lang/StackWalker", "java/lang/SecurityManager", "java/net/URL", "java/net/URLClassLoader",
            "java/net/URLConnection", "java/net/HttpURLConnection", "java/net/JarURLConnection",
            "java/net/URLStreamHandler", "java/net/URLStreamHandlerFactory", "java/net/UnixDomainSocketAddress",
            "java/nio/channels/FileChannel", "java/nio/channels/AsynchronousFileChannel",
            "java/util/ServiceLoader", "java/util/ResourceBundle", "java/util/PropertyResourceBundle",
            "java/util/ListResourceBundle", "java/util/zip/ZipFile");

    /// Methods of open classes that are closed, and methods of half-open classes that are open.
    private static final Set<String> CLOSED_METHODS = Set.of("java/lang/System.load", "java/lang/System.loadLibrary",
            "java/lang/System.inheritedChannel", "java/lang/Runtime.exec", "java/lang/Runtime.load",
            "java/lang/Runtime.loadLibrary", "java/lang/Class.forName", "java/lang/Class.newInstance",
            "java/lang/Class.getResource", "java/lang/Class.getResourceAsStream",
            "java/nio/channels/spi/SelectorProvider.inheritedChannel");
    private static final Set<String> HALF_OPEN = Set.of("java/lang/invoke/MethodHandles",
            "java/lang/invoke/MethodHandles$Lookup", "java/lang/invoke/MethodHandle", "java/lang/invoke/MethodType",
            "java/lang/invoke/CallSite", "java/lang/constant/ClassDesc");
    private static final Set<String> OPEN_METHODS = Set.of("java/lang/invoke/MethodHandles.lookup",
            "java/lang/invoke/MethodHandles.arrayElementVarHandle",
            "java/lang/invoke/MethodHandles$Lookup.findVarHandle",
            "java/lang/invoke/MethodHandles$Lookup.findStaticVarHandle", "java/lang/constant/ClassDesc.of");

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
        return null;
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
