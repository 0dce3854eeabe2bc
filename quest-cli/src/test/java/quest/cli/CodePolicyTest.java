package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodePolicyTest {

    @TempDir
    private Path folder;

    /// What the policy says about a class with this in a method's body.
    private CodePolicy.Violation check(String body) throws IOException {
        return check(Set.of("Answer"), compile("""
                class Answer {
                    Object answer() throws Throwable {
                %s
                    }
                }
                @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
                @interface Names {
                    Class<?> value() default Object.class;
                    Class<?>[] also() default { };
                }
                """.formatted(body)));
    }

    private CodePolicy.Violation check(Set<String> own, Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            var all = files.filter(file -> file.toString().endsWith(".class")).toList();
            var names = new HashSet<>(own);
            all.forEach(file -> names.add(classes.relativize(file).toString().replace('\\', '/')
                    .replaceFirst("\\.class$", "")));
            for (var file : all) {
                var violation = new CodePolicy(names).check(Files.readAllBytes(file));
                if (violation != null) {
                    return violation;
                }
            }
            return null;
        }
    }

    private Path compile(String source) throws IOException {
        var file = Files.writeString(folder.resolve("Answer.java"), source);
        return compile(List.of(file), List.of());
    }

    private Path compile(List<Path> files, List<String> more) throws IOException {
        var classes = Files.createDirectories(folder.resolve("classes"));
        var javac = ToolProvider.getSystemJavaCompiler();
        var errors = new StringWriter();
        try (var manager = javac.getStandardFileManager(null, null, null)) {
            var options = new ArrayList<>(List.of("-d", classes.toString(), "-nowarn", "-proc:none",
                    "--enable-preview", "--source", "" + Runtime.version().feature()));
            options.addAll(more);
            assertThat(javac.getTask(errors, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call()).as(errors.toString()).isTrue();
        }
        return classes;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "return new ProcessBuilder(\"sh\").start();",
        "java.util.concurrent.Callable<Object> c = new ProcessBuilder(\"sh\")::start; return c.call();",
        "return Runtime.getRuntime().exec(new String[0]);",
        "return Class.forName(\"x\");",
        "return getClass().getDeclaredFields();",
        "return getClass().getClassLoader();",
        "return getClass().getResourceAsStream(\"x\");",
        "return Thread.currentThread().getContextClassLoader();",
        "return java.nio.file.Files.list(java.nio.file.Path.of(\"/\"));",
        "return new java.io.FileOutputStream(java.io.FileDescriptor.out);",
        "return new java.io.PrintStream(\"file\");",
        "return new java.io.PrintWriter(\"file\", \"UTF-8\");",
        "return new java.util.Formatter(\"file\");",
        "return new java.util.Scanner(new java.io.File(\"x\"));",
        "return new java.io.ObjectInputStream(System.in).readObject();",
        "return java.util.ServiceLoader.load(Runnable.class);",
        "return java.util.ResourceBundle.getBundle(\"x\");",
        "return new java.net.URL(\"file:/etc/passwd\").openStream();",
        "return java.net.UnixDomainSocketAddress.of(\"/var/run/docker.sock\");",
        "return java.nio.channels.FileChannel.open(null);",
        "return java.lang.invoke.MethodHandles.privateLookupIn(String.class, null);",
        "return java.lang.invoke.MethodHandles.lookup().findClass(\"x\");",
        "return java.lang.invoke.MethodHandles.lookup().defineClass(new byte[0]);",
        "return java.lang.management.ManagementFactory.getPlatformMBeanServer();",
        "return java.lang.foreign.Arena.global();",
        "return sun.misc.Unsafe.class;",
        "return java.lang.StackWalker.getInstance();",
        "return ProcessHandle.current();",
        "System.loadLibrary(\"x\"); return null;",
        "return System.inheritedChannel();",
        "return new javax.script.ScriptEngineManager();",
        "return org.junit.jupiter.api.Assertions.class;",
        "return System.setProperty(\"quest.timeLimit\", \"1000\");",
        "return System.getProperties().put(\"quest.timeLimit\", \"1000\");",
        "System.setProperties(new java.util.Properties()); return System.clearProperty(\"x\");",
        "return Enum.EnumDesc.of(java.lang.constant.ClassDesc.of(\"x.Y\"), \"Z\").resolveConstantDesc("
                + "java.lang.invoke.MethodHandles.lookup());",
        "return java.lang.invoke.VarHandle.VarHandleDesc.ofStaticField(java.lang.constant.ClassDesc.of(\"x.Y\"),"
                + "\"z\", java.lang.constant.ClassDesc.of(\"java.lang.String\"));",
        "return java.lang.invoke.ConstantBootstraps.invoke(null, \"x\", Object.class, null);",
        "interface Invoker { Object invoke(java.lang.invoke.MethodHandles.Lookup l, String n, Class<?> t,"
                + "java.lang.invoke.MethodHandle h, Object[] a) throws Throwable; }"
                + "Invoker i = java.lang.invoke.ConstantBootstraps::invoke; return i;",
        "@Names(ProcessBuilder.class) class Holder { } return Holder.class.getAnnotation(Names.class).value();",
        "@Names(also = {Runnable.class, java.lang.reflect.Method.class}) class Holder { } return null;",
        "java.net.Socket.setSocketImplFactory(() -> null); return 1;",
        "java.net.ServerSocket.setSocketFactory(() -> null); return 1;",
        "java.net.ProxySelector.setDefault(null); return 1;",
    })
    void whatReachesOutIsRefused(String body) throws IOException {
        assertThat(check(body)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "return switch ((Object) 1) { case Integer i when i > 1 -> i + \"x\"; case String s -> s; default -> 2; };",
        "return switch ((Object) Thread.State.NEW) { case Thread.State.NEW -> 1; default -> 2; };",
        "record Point(int x, int y) { } return new Point(1, 2).equals(new Point(3, 4));",
        "enum Colour { RED, BLUE } return Colour.valueOf(\"RED\");",
        "java.util.function.Supplier<Object> s = () -> 1; return s.get();",
        "return java.lang.invoke.MethodHandles.lookup().findVarHandle(Answer.class, \"x\", int.class);",
        "return java.lang.reflect.Array.newInstance(String.class, 3);",
        "return new java.util.concurrent.ForkJoinPool().submit(() -> 1).get();",
        "return Thread.ofVirtual().name(\"x\").start(() -> { }).getStackTrace();",
        "try (var scope = java.util.concurrent.StructuredTaskScope.open()) { scope.join(); } return 1;",
        "var s = new java.net.ServerSocket(0); return s.accept().getInputStream().readAllBytes();",
        "return java.nio.channels.Selector.open().select();",
        "return java.security.MessageDigest.getInstance(\"SHA-1\").digest();",
        "System.exit(1); Runtime.getRuntime().halt(2); return null;",
        "return new java.util.Scanner(\"1 2\").nextInt() + String.format(\"%d\", 3);",
        "System.out.println(System.getProperty(\"x\")); return java.time.Instant.now();",
        "assert answer() != null; return new int[0].clone();",
        "return java.lang.invoke.MethodHandles.byteArrayViewVarHandle(long[].class, java.nio.ByteOrder.BIG_ENDIAN);",
        "@Names(String.class) class Holder { } return Holder.class;",
        "@FunctionalInterface interface Shape { void draw(); } Shape s = () -> { }; return s + \"x\" + 1;",
    })
    void whatComputesWaitsAndTalksIsAllowed(String body) throws IOException {
        assertThat(check(body)).isNull();
    }

    @Test
    void refusalNamesTheClassAndTheLine() throws IOException {
        var violation = check("int x = 1;\nreturn new ProcessBuilder(\"sh\");");

        assertThat(violation.what()).isEqualTo("java.lang.ProcessBuilder");
        assertThat(violation.line()).isEqualTo(4);
    }

    @Test
    void nativeMethodIsRefused() throws IOException {
        assertThat(check(Set.of(), compile("class Answer { native void x(); }"))).isNotNull();
    }

    @Test
    void classThatAnAnnotationNamesByDefaultIsRefused() throws IOException {
        assertThat(check(Set.of(), compile("@interface Answer { Class<?> value() default ClassLoader.class; }")))
                .isNotNull();
    }

    @Test
    void allSolutionsAreAllowed() throws IOException {
        var course = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("solutions");
        var sources = new ArrayList<Path>();
        try (Stream<Path> files = Files.walk(course.resolve("src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
        var todo = course.resolveSibling("exercises").resolve("src/main/java/quest/exercises/Todo.java");
        if (sources.stream().noneMatch(file -> file.endsWith("Todo.java"))) {
            sources.add(todo);
        }

        assertThat(check(Set.of(), compile(sources, List.of()))).isNull();
    }
}
