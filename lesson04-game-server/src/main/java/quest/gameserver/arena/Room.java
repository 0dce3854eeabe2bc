package quest.gameserver.arena;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import quest.eventloop.TimerHandle;
import quest.gameserver.snake.Direction;
import quest.gameserver.snake.Event;
import quest.gameserver.snake.World;

/// A room: its members, its world, its AI opponents, and the tournament if there is one. Here the rules meet the
/// transport, which know nothing of each other: what members want becomes inputs of the world, and what happens in the
/// world becomes messages to the members.
///
/// On the loop's thread. That is why nothing here is locked, and why everyone sees everything in one order.
final class Room {

    static final int WIDTH = 50;
    static final int HEIGHT = 25;

    /// What a room says of itself.
    record View(String name, List<String> players, long spectators, Collection<String> bots) {
    }

    private final String name;
    private final Seeds seeds;
    private final Facilities facilities;
    private final Consumer<Room> abandoned;
    private final FanOut fanOut;
    private final Set<String> memberNames = new HashSet<>();
    private final Thinking thinking;
    private final Bots bots;
    private final Playfield ownField;

    private Playfield shown;            // the own one, or that of a tournament's match
    private long tick;
    private TimerHandle ticker;         // null: nothing would change
    private long lastTickNanos;
    private TournamentRun tournament;   // the last one; null: there was none
    private boolean seeding;            // a tournament is about to begin

    /// @param abandoned told when the last member has left
    Room(String name, Seeds seeds, Facilities facilities, Consumer<Room> abandoned) {
        this.name = name;
        this.abandoned = abandoned;
        this.seeds = seeds;
        this.facilities = facilities;
        fanOut = new FanOut(facilities.loop(), facilities.scratch());
        thinking = new Thinking(facilities);
        bots = new Bots(facilities.loop(), this::birthOfBot);
        ownField = new Playfield(new World(WIDTH, HEIGHT, seeds.next()), name, facilities, this::happened);
        shown = ownField;
    }

    String name() {
        return name;
    }

    /// So far; only grows, whatever is shown.
    long ticks() {
        return tick;
    }

    View view() {
        return new View(name, players().map(Member::name).toList(), spectators(), List.copyOf(bots.ids()));
    }

    private Stream<Member> players() {
        return fanOut.members().stream().filter(member -> !member.isSpectator());
    }

    long playerCount() {
        return players().count();
    }

    long spectators() {
        return fanOut.members().stream().filter(Member::isSpectator).count();
    }

    int botCount() {
        return bots.ids().size();
    }

    boolean hasMember(String member) {
        return memberNames.contains(member);
    }

    int memberCount() {
        return memberNames.size();
    }

    /// Whether nobody would miss it.
    boolean isEmpty() {
        return memberNames.isEmpty() && !tournamentRuns();
    }

    // ---- members ----

    void enter(Member member) {
        fanOut.tell(new ServerMessage.Entered(member.name(), member.isSpectator()));
        fanOut.add(member);
        memberNames.add(member.name());
        member.entered(this);
        member.send(new ServerMessage.Welcome(member.name(), name, WIDTH, HEIGHT,
                facilities.options().tick().toMillis(), member.isSpectator()));
        showAllTo(member);
        if (matchesArePlayed()) {
            member.send(new ServerMessage.TournamentNews(tournament.view()));
        }
    }

    void leave(Member member) {
        fanOut.remove(member);
        memberNames.remove(member.name());
        ownField.leave(member.name());
        fanOut.tell(new ServerMessage.Left(member.name()));
        if (memberNames.isEmpty()) {
            abandoned.accept(this);
        }
    }

    void answer(Member member, ServerMessage message) {
        fanOut.answer(member, message);
    }

    /// For a member who missed some pictures: a whole one, after what was left of them.
    void catchUp(Member member) {
        fanOut.flush();
        member.missesNothing();
        showAllTo(member);
    }

    /// The whole picture, and the news that are in no picture yet.
    private void showAllTo(Member member) {
        member.send(snapshot());
        shown.sinceTick().forEach(event -> member.send(ServerMessage.of(event)));
    }

    private ServerMessage snapshot() {
        return new ServerMessage.Snapshot(tick, shown.cells(), shown.snakes());
    }

    void chat(String from, String text) {
        fanOut.tell(new ServerMessage.Chat(from, text));
    }

    /// @return null, or why there is no snake for this player
    String join(String player) {
        if (matchesArePlayed()) {
            return "a tournament is being played here: wait until it is over";
        }
        if (ownField.isAlive(player)) {
            return "your snake is alive: join again when it has died";
        }
        if (!ownField.join(player)) {
            return "there is no place for another snake now: try again later";
        }
        startTicking();
        return null;
    }

    /// @return null, or why nothing turns
    String turn(String player, Direction direction) {
        if (!ownField.isAlive(player)) {
            return "you have no living snake: join first";
        }
        if (matchesArePlayed()) {
            return "your snake waits until the tournament is over";
        }
        ownField.turn(player, direction);
        return null;
    }

    // ---- bots ----

    /// @return its id, or null if there are as many as there may be
    String addBot() {
        return bots.add();
    }

    /// @return whether it was there
    boolean removeBot(String id) {
        boolean removed = bots.remove(id);
        if (removed) {
            ownField.leave(id);
        }
        return removed;
    }

    private void birthOfBot(String id) {
        if (matchesArePlayed() || !ownField.join(id)) {
            bots.reviveLater(id);
        } else {
            startTicking();
        }
    }

    // ---- the game ----

    private void startTicking() {
        if (ticker == null) {
            var period = facilities.options().tick();
            lastTickNanos = facilities.loop().clock().nanoTime();
            ticker = facilities.loop().scheduleAtFixedRate(this::tick, period, period);
        }
    }

    private void tick() {
        countTick();
        if (matchesArePlayed()) {
            tournament.tick();
        } else {
            play(ownField, bots.ids());
            if (ownField.isQuiet()) {
                stopTicking();
            }
        }
    }

    private void countTick() {
        long now = facilities.loop().clock().nanoTime();
        facilities.traffic().ticked(now - lastTickNanos);
        lastTickNanos = now;
    }

    /// One step of the world that is shown.
    private void play(Playfield field, Collection<String> minds) {
        var changes = field.tick().changed();
        tick++;
        if (!changes.isEmpty()) {
            fanOut.show(new ServerMessage.Frame(tick, changes));
        }
        thinking.think(field, minds);
    }

    private void happened(Event event) {
        fanOut.tell(ServerMessage.of(event));
        if (event instanceof Event.Died(var player, _, _, _)) {
            bots.died(player);
        }
    }

    private void stopTicking() {
        if (ticker != null) {
            ticker.cancel();
            ticker = null;
        }
    }

    // ---- tournaments ----

    /// Whether one is being played, or about to be.
    boolean tournamentRuns() {
        return seeding || matchesArePlayed();
    }

    private boolean matchesArePlayed() {
        return tournament != null && tournament.isRunning();
    }

    /// @return null if there was none
    TournamentView tournament() {
        return tournament == null ? null : tournament.view();
    }

    /// Begins one, while none runs. Those who have scored best before are kept apart the longest.
    ///
    /// @param players how many AI players, from 2
    CompletableFuture<TournamentView> startTournament(int players) {
        seeding = true;
        var names = Stream.iterate(1, i -> i + 1).limit(players).map(i -> "t-" + i).toList();
        return facilities.scores().best(names).thenApply(best -> {
            var bestFirst = names.stream()
                    .sorted((a, b) -> Integer.compare(best.getOrDefault(b, 0), best.getOrDefault(a, 0))).toList();
            tournament = new TournamentRun(new Bracket(bestFirst), this::newMatch, this::play,
                    this::tellOfTournament, this::showWhatIsPlayed, facilities.options().tick());
            tournament.begin();
            startTicking();
            return tournament.view();
        }).whenComplete((_, _) -> seeding = false);
    }

    private Playfield newMatch() {
        return new Playfield(new World(WIDTH, HEIGHT, seeds.next()), name, facilities, event -> {
            tournament.happened(event);
            happened(event);
        });
    }

    private void tellOfTournament() {
        fanOut.tell(new ServerMessage.TournamentNews(tournament.view()));
    }

    private void showWhatIsPlayed() {
        show(matchesArePlayed() ? tournament.field() : ownField);
    }

    /// Everyone looks at another world.
    private void show(Playfield field) {
        if (shown != field) {
            shown = field;
            tick++;
            fanOut.tell(snapshot());
            field.sinceTick().forEach(event -> fanOut.tell(ServerMessage.of(event)));
        }
    }

    // ---- the end ----

    /// Nothing more is played here: all games and replays are kept as they are.
    void end() {
        stopTicking();
        bots.end();
        if (tournament != null) {
            tournament.end();
        }
        ownField.end();
        fanOut.flush();
    }

    /// Says goodbye to all.
    void close(int code, String reason) {
        end();
        List.copyOf(fanOut.members()).forEach(member -> member.close(code, reason));
    }
}
