package quest.gameserver.http;

/// Which characters are what (RFC 9110, section 5.6).
final class Syntax {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private Syntax() {
    }

    /// Of a method, and of a field's name.
    static boolean isTokenChar(int c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || TOKEN_MARKS.indexOf(c) >= 0;
    }

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(Syntax::isTokenChar);
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(Syntax::isDigit);
    }
}
