package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher `quest`, in a checkout with spaces in its path, with JDKs and a Maven that are shell scripts which
/// write down how they were called. It sees no other program than those it needs.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher there is quest.cmd")
class LauncherTest {

    private static final List<String> TOOLS =
            List.of("cat", "date", "dirname", "find", "grep", "head", "mkdir", "mv", "readlink", "rm", "sed", "sleep");

    @TempDir
    private Path folder;

    private Path home;
    private Path bin;
    private final Map<String, String> environment = new HashMap<>();

    private record Called(int exitCode, String out, String err) {
    }

    @BeforeEach
    void makeCheckout() throws IOException {
        home = Files.createDirectories(folder.resolve("my own course"));
        var root = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
        script(home.resolve("quest"), Files.readString(root.resolve("quest")));
        TestCourse.write(home.resolve("pom.xml"), "");
        TestCourse.write(home.resolve("quest-cli/pom.xml"), "");
        TestCourse.write(home.resolve("quest-cli/src/main/java/Quest.java"), "");
        TestCourse.write(home.resolve("lesson01-event-loop/src/main/java/Loop.java"), "");
        TestCourse.write(home.resolve("lesson01-event-loop/src/main/java/Timer.java"), "");
        age(home, "2020-01-01T00:00:00Z");

        bin = Files.createDirectories(folder.resolve("bin"));
        for (var tool : TOOLS) {
            script(bin.resolve(tool), "#!/bin/sh\nexec '" + find(tool) + "' \"$@\"\n");
        }
        maven("""
                for argument in "$@"; do case $argument in -Dquest.app=*) app=${argument#*=} ;; esac; done
                mkdir -p "$HERE/quest-cli/target/$app/lib"
                """);
        jdk("25.0.3");
        environment.put("PATH", bin.toString());
        environment.put("HOME", folder.resolve("nobody").toString());
        environment.put("QUEST_JDKS", folder.resolve("jdks").toString());
    }

    private static Path find(String tool) {
        return Stream.of(System.getenv("PATH").split(":")).map(place -> Path.of(place, tool))
                .filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new IllegalStateException(tool + " is not on the path"));
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// A Maven that writes down its arguments, then does this.
    private void maven(String does) throws IOException {
        script(bin.resolve("mvn"), "#!/bin/sh\nHERE='" + home + "'\necho \"$JAVA_HOME $*\" >> '"
                + folder.resolve("mvn.calls") + "'\n" + does);
    }

    /// A JDK whose `java` prints its arguments, one a line, and exits with 42.
    private Path jdk(String version) throws IOException {
        var jdk = folder.resolve("jdks/jdk " + version);
        TestCourse.write(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        script(jdk.resolve("bin/java"), "#!/bin/sh\necho \"$0\"\nfor a in \"$@\"; do echo \"[$a]\"; done\nexit 42\n");
        return jdk;
    }

    private static void age(Path folder, String time) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.parse(time)));
            }
        }
    }

    private List<String> mavenCalls() throws IOException {
        var calls = folder.resolve("mvn.calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private Called quest(String... arguments) throws IOException, InterruptedException {
        return call(home.resolve("quest"), folder, arguments);
    }

    private Called call(Path launcher, Path from, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        var err = folder.resolve("err");
        var builder = new ProcessBuilder(command).directory(from.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Called(process.waitFor(), out, Files.readString(err));
    }

    @Test
    void argumentsAndTheExitCodeArePassedOn() throws Exception {
        var called = quest("run", "two heroes", "--speed", "", "*");

        assertThat(called.exitCode()).isEqualTo(42);
        assertThat(called.out().lines()).first().isEqualTo(folder + "/jdks/jdk 25.0.3/bin/java");
        assertThat(called.out()).endsWith("[quest.cli.Quest]\n[run]\n[two heroes]\n[--speed]\n[]\n[*]\n")
                .contains("[-Dquest.home=" + home.toRealPath() + "]");
    }

    @Test
    void theFirstCallBuildsAndTheSecondDoesNot() throws Exception {
        assertThat(quest().err()).contains("building the course");
        assertThat(quest().err()).isEmpty();

        assertThat(mavenCalls()).singleElement().asString().startsWith(folder + "/jdks/jdk 25.0.3 ")
                .contains("-pl quest-cli -am").doesNotContain("exercises");
    }

    @Test
    void anEditedFileIsBuilt() throws Exception {
        quest();
        Files.setLastModifiedTime(home.resolve("lesson01-event-loop/src/main/java/Loop.java"),
                FileTime.from(Instant.now().plusSeconds(60)));
        quest();

        assertThat(mavenCalls()).hasSize(2);
    }

    @Test
    void aDeletedFileIsBuilt() throws Exception {
        quest();
        age(home.resolve("quest-cli/target"), "2020-06-01T00:00:00Z"); // the deletion is later, if the clock is coarse
        Files.delete(home.resolve("lesson01-event-loop/src/main/java/Timer.java"));
        quest();

        assertThat(mavenCalls()).hasSize(2);
    }

    @Test
    void aJavaHomeOf25IsTakenFirst() throws Exception {
        environment.put("JAVA_HOME", jdk("25").toString());

        assertThat(quest().out()).contains("jdk 25/bin/java");
    }

    @Test
    void theBuildBeforeIsKeptForWhoStillRunsIt() throws Exception {
        for (var i = 0; i < 3; i++) {
            Files.setLastModifiedTime(home.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
            quest();
        }

        try (Stream<Path> files = Files.list(home.resolve("quest-cli/target"))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("app"))).hasSize(2);
        }
    }

    @Test
    void aJavaHomeOfAnotherVersionIsPassedOver() throws Exception {
        environment.put("JAVA_HOME", jdk("17.0.15").toString());

        assertThat(quest().out()).contains("jdk 25.0.3/bin/java");
    }

    @Test
    void version2500IsNot25() throws Exception {
        environment.put("JAVA_HOME", jdk("250.1").toString());

        assertThat(quest().out()).contains("jdk 25.0.3/bin/java");
    }

    @Test
    void javaOnThePathIsFollowedToItsJdk() throws Exception {
        environment.put("QUEST_JDKS", folder.resolve("nothing").toString());
        Files.createSymbolicLink(folder.resolve("java-link"), folder.resolve("jdks/jdk 25.0.3/bin/java"));
        Files.createSymbolicLink(bin.resolve("java"), Path.of("../java-link"));

        assertThat(quest().exitCode()).isEqualTo(42);
    }

    @Test
    void withoutAJdk25TheLearnerIsToldWhatToInstall() throws Exception {
        environment.put("QUEST_JDKS", folder.resolve("nothing").toString());
        environment.put("JAVA_HOME", jdk("17.0.15").toString());

        var called = quest();

        assertThat(called.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(called.out()).isEmpty();
        assertThat(called.err()).contains("JDK 25").contains("https://adoptium.net").contains("JAVA_HOME=");
    }

    @Test
    void withoutMavenTheLearnerIsToldWhatToInstall() throws Exception {
        Files.delete(bin.resolve("mvn"));

        var called = quest();

        assertThat(called.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(called.err()).contains("Maven is missing").contains("https://maven.apache.org/install.html");
    }

    @Test
    void aBuildThatFailsShowsMavensErrorsAndIsTriedAgain() throws Exception {
        maven("""
                echo '[INFO] all was well until'
                echo '[ERROR] Loop.java:[3,1] ; expected'
                echo '[ERROR] Failed to execute goal compile: Loop.java:[3,1] ; expected -> [Help 1]'
                echo '[ERROR] '
                echo '[ERROR] Re-run Maven using the -X switch to enable full debug logging.'
                exit 1
                """);

        var called = quest();

        assertThat(called.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(called.err()).contains("The build failed").contains("Failed to execute goal compile")
                .doesNotContain("Re-run").doesNotContain("INFO");
        quest();
        assertThat(mavenCalls()).hasSize(2);
    }

    @Test
    void aSymbolicLinkAndAnotherFolderLeadToTheSameCourse() throws Exception {
        var links = Files.createDirectories(folder.resolve("some links"));
        Files.createSymbolicLink(links.resolve("q1"), Path.of("../my own course/quest"));
        Files.createSymbolicLink(links.resolve("q2"), Path.of("q1"));

        assertThat(call(links.resolve("q2"), links).out()).contains("[-Dquest.home=" + home.toRealPath() + "]");
        assertThat(call(Path.of("./quest"), home).out()).contains("[-Dquest.home=" + home.toRealPath() + "]");
        assertThat(call(Path.of("/bin/sh"), links, "q1").out()).contains("[-Dquest.home=" + home.toRealPath() + "]");
    }

    @Test
    void computingCommandsGetTheOptimizingCompiler() throws Exception {
        assertThat(quest("list").out()).contains("TieredStopAtLevel=1");
        assertThat(quest("run", "two-heroes").out()).doesNotContain("TieredStopAtLevel");
    }

    @Test
    void theLockOfABuildThatWasKilledIsTakenAway() throws Exception {
        var killed = new ProcessBuilder("sh", "-c", "exit 0").start();
        killed.waitFor();
        TestCourse.write(home.resolve("quest-cli/target/building/pid"), killed.pid() + "\n");

        assertThat(quest().exitCode()).isEqualTo(42);
        assertThat(home.resolve("quest-cli/target/building")).doesNotExist();
    }
}
