package quest.exercises.lesson04;

import static quest.exercises.Todo.todo;

/// # WebSocketHandshake, 2 points
///
/// At the arena's gate one speaks HTTP: a question, an answer, and goodbye. Who wants to stay for the whole game, and
/// to shout whenever there is something to shout, asks to change over to WebSocket. The guard looks closely at what is
/// asked. He proves by a countersign that he has understood it: a guard who nods at everything would not know it.
///
/// Build the guard: the head of a request comes in, and the head of the response goes out.
/// (The rules are those of RFC 6455, sections 4.2 and 4.4.)
///
/// 1. `acceptKey(key)` is the countersign: the characters of the key as they were sent, with [#GUID] right behind them;
///    of these the SHA-1 digest, which has 20 bytes; of the digest the Base64 text.
///    Example: `dGhlIHNhbXBsZSBub25jZQ==` gives `s3pPLMBiTxaQ9kYGzzhZRbK+xOo=`.
/// 2. `answer(head)` lets in whoever asks rightly. The answer says `101`, and has these three headers.
///    Example: from
///    ```
///    GET /ws/game/lava/ann HTTP/1.1
///    Host: localhost:8080
///    Upgrade: websocket
///    Connection: Upgrade
///    Sec-WebSocket-Version: 13
///    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
///    ```
///    comes
///    ```
///    HTTP/1.1 101 Switching Protocols
///    Upgrade: websocket
///    Connection: Upgrade
///    Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
///    ```
/// 3. The same thing can be said in several ways. The names of headers count in any case, and so do the words in
///    `Upgrade` and `Connection`. Both are lists, with commas between the words, and a list may be spread over several
///    headers of the same name. Spaces and tabs around a value, or around a word in a list, do not belong to it.
///    Example: `connection:keep-alive,  UPGRADE` contains the word, and `Connection: no-upgrade` does not.
/// 4. Who asks wrongly is refused. The first of these that is true says how:
///
///    | what is wrong | status | the answer's header |
///    |---|---|---|
///    | the method is not `GET` | 405 | `Allow: GET` |
///    | it is not `HTTP/1.1` | 400 | |
///    | `Upgrade` is not there, or without the word `websocket` | 400 | |
///    | `Connection` is not there, or without the word `Upgrade` | 400 | |
///    | `Sec-WebSocket-Version` is not there, or not `13` | 426 | `Sec-WebSocket-Version: 13` |
///    | `Sec-WebSocket-Key` is not there, or there twice, or no key | 400 | |
///
///    A key is the Base64 text of 16 bytes. It has 24 characters, of which the last two are `=`.
///
///    Example: `Sec-WebSocket-Key: abc` is answered by `HTTP/1.1 400 Bad Request` and `Content-Length: 0`.
///
/// Contract:
/// - In both heads, each line ends with `\r\n`. The last one is empty, and nothing comes behind it.
/// - The head of the request is complete, and the rest of it well-formed: a line with method, path and version with one
///   space between them, then headers, `name:value`. A value may be empty. Nothing is thrown, whatever the values are.
/// - A refusal has no body, and says so: `Content-Length: 0`.
/// - A client may offer more than was asked for, in `Sec-WebSocket-Extensions` and `Sec-WebSocket-Protocol`. The answer
///   has neither of these: it would promise to speak what nobody here understands.
/// - Left open: the words behind the status, the order of the headers, the case of their names, other headers; whether
///   `Host` and `Origin` are looked at in the request, which are there and in order.
/// - Any thread may call.
public final class WebSocketHandshake {

    /// Known to WebSocket servers and to nobody else.
    static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private WebSocketHandshake() {
    }

    /// @param key the value of `Sec-WebSocket-Key`, without the spaces around it
    /// @return the value of `Sec-WebSocket-Accept`
    public static String acceptKey(String key) {
        throw todo("the digest of the key and the GUID");
    }

    /// @param head of a request
    /// @return the head of the response
    public static String answer(String head) {
        throw todo("find the headers, refuse what is wrong, let in what is right");
    }
}
