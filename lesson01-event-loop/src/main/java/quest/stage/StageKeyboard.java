package quest.stage;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/// The reader's keyboard, or, when the input is at its end before anything was typed, a script.
final class StageKeyboard implements Keyboard {

    private enum Typist { UNKNOWN, READER, SCRIPT }

    private final Stage stage;
    private final BufferedReader input;
    private final Iterator<Typed> script;
    private Typist typist = Typist.UNKNOWN;

    StageKeyboard(Stage stage, BufferedReader input, List<Typed> script) {
        this.stage = stage;
        this.input = input;
        this.script = script.iterator();
    }

    @Override
    public String readLine() throws IOException, InterruptedException {
        if (typist == Typist.SCRIPT) {
            return fromScript();
        }
        var line = input.readLine();
        if (line == null && typist == Typist.UNKNOWN && script.hasNext()) {
            typist = Typist.SCRIPT;
            stage.tell("keyboard", "nobody is there, so the scene types by itself");
            return fromScript();
        }
        typist = Typist.READER;
        return line;
    }

    private String fromScript() throws InterruptedException {
        if (!script.hasNext()) {
            return null;
        }
        var next = script.next();
        stage.sleep(next.pause());
        return next.line();
    }
}
