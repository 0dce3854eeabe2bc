package quest.gameserver.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Tells whether bytes that come in any pieces are UTF-8, and says no at the first byte that cannot be: RFC 3629,
/// section 4, which has neither overlong forms nor surrogates nor anything above U+10FFFF.
final class Utf8Validator {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

    private static final int LOWEST = 0x80;     // of the bytes that continue a character
    private static final int HIGHEST = 0xBF;

    private int missing;            // bytes of the character that was begun
    private int low = LOWEST;       // what the next of them may be
    private int high = HIGHEST;

    /// @return false: not UTF-8, whatever follows
    boolean accept(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (missing == 0) {
                i = skipAscii(bytes, i, to);
                if (i < to && !begin(bytes[i++] & 0xFF)) {
                    return false;
                }
            } else if (!goOn(bytes[i++] & 0xFF)) {
                return false;
            }
        }
        return true;
    }

    /// Whether no character is begun and not ended.
    boolean isComplete() {
        return missing == 0;
    }

    private static int skipAscii(byte[] bytes, int from, int to) {
        int i = from;
        while (i <= to - Long.BYTES && ((long) LONGS.get(bytes, i) & NOT_ASCII) == 0) {
            i += Long.BYTES;
        }
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    private boolean begin(int lead) {
        if (lead < 0xC2 || lead > 0xF4) {
            return false;
        }
        missing = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        switch (lead) {
            case 0xE0 -> low = 0xA0;    // below: overlong
            case 0xED -> high = 0x9F;   // above: surrogates
            case 0xF0 -> low = 0x90;    // below: overlong
            case 0xF4 -> high = 0x8F;   // above: past U+10FFFF
            default -> { }
        }
        return true;
    }

    private boolean goOn(int next) {
        if (next < low || next > high) {
            return false;
        }
        missing--;
        low = LOWEST;
        high = HIGHEST;
        return true;
    }
}
