package quest.gameserver.arena;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import quest.eventloop.EventLoop;
import quest.gameserver.websocket.Frames;

/// What is said to all in a room: encoded once, gathered until the end of the loop's turn, and then written to each as
/// one piece of bytes that they all share.
///
/// A hundred members and thirty messages in a turn are 3,000 deliveries and 100 writes. All see them in one order.
/// Who does not read is not waited for: past the high water mark *frames* are left out for that member, since the next
/// one makes them worthless, while chat and news are kept; see [Member#send].
///
/// On the loop's thread.
final class FanOut {

    private final EventLoop loop;
    private final List<Member> members = new ArrayList<>();
    private final Runnable flush = this::flush;

    private final List<ByteBuffer> messages = new ArrayList<>();    // of this turn, as WebSocket frames
    private final List<ByteBuffer> news = new ArrayList<>();        // those of them that nobody may miss
    private int size;
    private int newsSize;

    FanOut(EventLoop loop) {
        this.loop = loop;
    }

    /// In the order in which they entered.
    List<Member> members() {
        return Collections.unmodifiableList(members);
    }

    /// Hears all that is said from now on, and nothing that was said before.
    void add(Member member) {
        flush();
        members.add(member);
    }

    void remove(Member member) {
        members.remove(member);
    }

    /// Says something that everyone must hear.
    void tell(ServerMessage message) {
        var encoded = encode(message);
        if (encoded != null) {
            news.add(encoded);
            newsSize += encoded.remaining();
        }
    }

    /// Shows a picture, which the next one replaces.
    void show(ServerMessage picture) {
        encode(picture);
    }

    private ByteBuffer encode(ServerMessage message) {
        if (members.isEmpty()) {
            return null;
        }
        if (messages.isEmpty()) {
            loop.execute(flush);
        }
        var encoded = Frames.text(Json.bytes(message));
        messages.add(encoded);
        size += encoded.remaining();
        return encoded;
    }

    /// Sends what has gathered. Runs at the end of the turn; earlier, where the order wants it.
    void flush() {
        if (messages.isEmpty()) {
            return;
        }
        var all = together(messages, size);
        ByteBuffer withoutPictures = null;
        // A copy's length: a member that has to be closed for being too slow leaves the list.
        for (int i = members.size() - 1; i >= 0; i--) {
            var member = members.get(i);
            if (!member.isCongested() || news.size() == messages.size()) {
                member.send(all);
                continue;
            }
            member.missesPictures();
            if (!news.isEmpty()) {
                if (withoutPictures == null) {
                    withoutPictures = together(news, newsSize);
                }
                member.send(withoutPictures);
            }
        }
        messages.clear();
        news.clear();
        size = 0;
        newsSize = 0;
    }

    private static ByteBuffer together(List<ByteBuffer> pieces, int size) {
        if (pieces.size() == 1) {
            return pieces.getFirst();
        }
        var all = ByteBuffer.allocate(size);
        for (var piece : pieces) {
            all.put(piece.duplicate());
        }
        return all.flip();
    }
}
