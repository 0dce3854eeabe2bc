package quest.stage.testing;

import java.util.List;

/// A fenced block of a Markdown page.
///
/// @param line     of its opening fence, counted from 1
/// @param language what stands behind the opening fence, `java` for example; empty, if nothing does
/// @param note     what the HTML comment on the line before it says; empty, if there is none
/// @param content  its lines
record Fence(int line, String language, String note, List<String> content) {

    Quotation quotation() {
        return new Quotation(line + 1, content);
    }
}
