package quest.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The settings of the terminal on standard input, as a block of bytes that nobody looks into, to put them back to the
/// bit. JLine's own way back forgets what it has no name for, such as the speed of the line.
///
/// Any thread may call it.
final class TerminalSettings {

    private static final int STANDARD_INPUT = 0;
    private static final int TCSADRAIN = 1;
    /// More than `struct termios` takes on any system.
    private static final int ROOM = 512;

    private final MemorySegment termios;
    private final MethodHandle put;

    private TerminalSettings(MemorySegment termios, MethodHandle put) {
        this.termios = termios;
        this.put = put;
    }

    /// As they are now; null where there are none to be had, as on Windows.
    @SuppressWarnings("restricted") // the launchers allow it
    static TerminalSettings now() {
        try {
            var linker = Linker.nativeLinker();
            var get = linker.downcallHandle(linker.defaultLookup().findOrThrow("tcgetattr"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
            var put = linker.downcallHandle(linker.defaultLookup().findOrThrow("tcsetattr"), FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
            var termios = Arena.global().allocate(ROOM);
            return (int) get.invokeExact(STANDARD_INPUT, termios) == 0 ? new TerminalSettings(termios, put) : null;
        } catch (Throwable _) { // invokeExact may throw anything
            return null;
        }
    }

    void putBack() {
        try {
            var _ = (int) put.invokeExact(STANDARD_INPUT, TCSADRAIN, termios);
        } catch (Throwable _) {
            // the terminal is gone
        }
    }
}
