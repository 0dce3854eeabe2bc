package quest.gameserver.arena;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import quest.eventloop.EventLoop;

/// What is said to all in a room: encoded once, gathered until the end of the loop's turn, and then written to each as
/// one piece of bytes.
///
/// A hundred members and thirty messages in a turn are 3,000 deliveries and 100 writes, and it is the writes that cost.
/// All see the messages in one order. Who does not read is not waited for: past the high water mark *pictures* are left
/// out for that member, since the next one makes them worthless, while chat and news are kept.
///
/// On the loop's thread.
final class FanOut {

    private final EventLoop loop;
    private final Scratch scratch;
    private final List<Member> members = new ArrayList<>();
    private final Runnable flush = this::flush;
    private final Gathered all = new Gathered();
    private final Gathered news = new Gathered();   // without the pictures; only if there is one
    private boolean withPictures;
    private List<Answer> answers = new ArrayList<>();

    private record Answer(Member to, ServerMessage message) {
    }

    /// @param scratch the loop's, shared by all rooms
    FanOut(EventLoop loop, Scratch scratch) {
        this.loop = loop;
        this.scratch = scratch;
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
        if (!members.isEmpty()) {
            var json = Json.bytes(message);
            gather(json);
            if (withPictures) {
                news.add(json);
            }
        }
    }

    /// Shows a picture, which the next one replaces.
    void show(ServerMessage picture) {
        if (!members.isEmpty()) {
            if (!withPictures) {
                withPictures = true;
                news.addAll(all);
            }
            gather(Json.bytes(picture));
        }
    }

    /// Says something to one member, after what has been said to all before.
    void answer(Member member, ServerMessage message) {
        if (all.isEmpty()) {
            member.send(message);
        } else {
            answers.add(new Answer(member, message));
        }
    }

    private void gather(byte[] json) {
        if (all.isEmpty()) {
            loop.execute(flush);
        }
        all.add(json);
    }

    /// Sends what has gathered: at the end of the turn, or earlier where the order wants it. A member whose connection
    /// turns out to be dead leaves in the middle of this, and what is then said about it waits for the next flush.
    void flush() {
        if (all.isEmpty()) {
            return;
        }
        var everything = all.take();
        var withoutPictures = withPictures ? news.take() : everything;
        withPictures = false;
        var outside = scratch.fill(everything);
        for (int i = members.size() - 1; i >= 0; i--) {
            var member = members.get(i);
            if (withoutPictures != everything && member.isCongested()) {
                member.missesPictures();
                member.send(withoutPictures.duplicate());
            } else {
                int sent = member.sendNow(outside);
                if (sent < everything.remaining()) {
                    member.send(everything.slice(sent, everything.remaining() - sent));
                }
            }
        }
        answer();
    }

    private void answer() {
        var waiting = answers;
        if (!waiting.isEmpty()) {
            answers = new ArrayList<>();
            waiting.forEach(answer -> answer.to().send(answer.message()));
        }
    }
}
