package quest.exercises.lesson01;

import static org.assertj.core.api.Assertions.assertThat;
import static quest.exercises.lesson01.LostGold.Outcome.BOUGHT;
import static quest.exercises.lesson01.LostGold.Outcome.SOLD_OUT;
import static quest.exercises.lesson01.LostGold.Outcome.TOO_POOR;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import quest.exercises.kit.Points;
import quest.exercises.lesson01.LostGold.Outcome;

@DisplayName("LostGold")
class LostGoldTest {

    @Nested
    @Points(0.2)
    @DisplayName("A purchase alone")
    class Alone {

        @Test
        @DisplayName("what is bought is paid")
        void whatIsBoughtIsPaid() {
            var day = new Day(100, new Wish("sword", 60, true));
            day.begin(0);
            day.bring(0);
            day.assertTold(0, BOUGHT);
            day.assertGold(40, "100 - 60");
        }

        @Test
        @DisplayName("the last gold may be spent")
        void lastGoldMayBeSpent() {
            var day = new Day(60, new Wish("sword", 60, true));
            day.begin(0);
            day.bring(0);
            day.assertTold(0, BOUGHT);
            day.assertGold(0, "60 - 60");
        }

        @Test
        @DisplayName("who has too little keeps it")
        void whoHasTooLittleKeepsIt() {
            var day = new Day(59, new Wish("sword", 60, true));
            day.begin(0);
            day.bringAll();
            day.assertTold(0, TOO_POOR);
            day.assertGold(59, "59 - 0");
        }

        @Test
        @DisplayName("what is sold out costs nothing")
        void whatIsSoldOutCostsNothing() {
            var day = new Day(100, new Wish("sword", 60, false));
            day.begin(0);
            day.bring(0);
            day.assertTold(0, SOLD_OUT);
            day.assertGold(100, "100 - 0");
        }

        @Test
        @DisplayName("one purchase after the other")
        void onePurchaseAfterTheOther() {
            var day = new Day(100, new Wish("sword", 60, false), new Wish("armour", 100, true),
                    new Wish("pie", 1, true));
            day.begin(0);
            day.bring(0);
            day.begin(1);
            day.bring(1);
            day.begin(2);
            day.bringAll();
            day.assertTold(0, SOLD_OUT);
            day.assertTold(1, BOUGHT);
            day.assertTold(2, TOO_POOR);
            day.assertGold(0, "100 - 100");
        }

        @Test
        @DisplayName("a purchase may be begun from whenDone of another")
        void whenDoneMayBeginAnother() {
            var day = new Day(100, new Wish("sword", 60, true), new Wish("shield", 30, true),
                    new Wish("armour", 70, true));
            day.afterwards = wish -> {
                if (wish < 2) {
                    day.begin(wish + 1);
                }
            };
            day.begin(0);
            day.bringAll();
            day.assertTold(0, BOUGHT);
            day.assertTold(1, BOUGHT);
            day.assertTold(2, TOO_POOR);
            day.assertGold(10, "100 - 60 - 30");
        }
    }

    /// What whenDone finds when it is told: then the purchase is over.
    @Nested
    @Points(0.2)
    @DisplayName("The books are right when whenDone is told")
    class WhenTold {

        @Test
        @DisplayName("what is bought is paid by then")
        void whatIsBoughtIsPaidByThen() {
            var day = new Day(100, new Wish("sword", 60, true));
            var purse = new ArrayList<Integer>();
            day.afterwards = _ -> purse.add(day.shop.goldOf("Ada"));
            day.begin(0);
            day.bring(0);
            day.assertTold(0, BOUGHT);
            assertThat(purse).withFailMessage(() -> day.story("""
                    When Ada was told that the sword is hers, it was paid: 100 - 60 = 40 gold. Her purse held %s at \
                    that moment.""".formatted(purse))).containsExactly(40);
        }

        @Test
        @DisplayName("what is sold out is given back by then")
        void whatIsSoldOutIsGivenBackByThen() {
            var day = new Day(100, new Wish("sword", 60, false), new Wish("armour", 100, true));
            day.afterwards = wish -> {
                if (wish == 0) {
                    day.begin(1);
                }
            };
            day.begin(0);
            day.bring(0);
            day.bringAll();
            day.assertTold(0, SOLD_OUT);
            day.assertTold(1, BOUGHT);
            day.assertGold(0, "100 - 100");
        }
    }

    @Nested
    @Points(1)
    @DisplayName("In every order of events")
    class EveryOrder {

        @Test
        @DisplayName("gold earned during a purchase is kept")
        void goldEarnedDuringAPurchaseIsKept() {
            inEveryOrder(() -> new Day(100, new Wish("sword", 60, true)).earning(50), day -> {
                day.assertTold(0, BOUGHT);
                day.assertGold(90, "100 + 50 - 60");
            });
        }

        @Test
        @DisplayName("two purchases are paid twice")
        void twoPurchasesArePaidTwice() {
            inEveryOrder(() -> new Day(100, new Wish("sword", 60, true), new Wish("shield", 30, true)), day -> {
                day.assertTold(0, BOUGHT);
                day.assertTold(1, BOUGHT);
                day.assertGold(10, "100 - 60 - 30");
            });
        }

        @Test
        @DisplayName("the last gold is not spent twice")
        void goldIsNotSpentTwice() {
            inEveryOrder(() -> new Day(100, new Wish("sword", 60, true), new Wish("armour", 70, true)), day -> {
                assertThat(day.told).withFailMessage(() -> day.story("""
                        100 gold are enough for the sword (60) or for the armour (70), and 60 + 70 = 130 is too much \
                        for both: one should be BOUGHT, the other TOO_POOR. Yours were %s.""".formatted(day.told)))
                        .containsExactlyInAnyOrder(BOUGHT, TOO_POOR);
                day.assertPaid();
            });
        }

        @Test
        @DisplayName("what is sold out gives back nothing but its own price")
        void soldOutGivesBackItsOwnPrice() {
            inEveryOrder(() -> new Day(100, new Wish("sword", 60, false), new Wish("shield", 30, true)).earning(50),
                    day -> {
                day.assertTold(0, SOLD_OUT);
                day.assertTold(1, BOUGHT);
                day.assertGold(120, "100 + 50 - 30");
            });
        }

        @Test
        @DisplayName("three purchases, one refused: the others go on")
        void refusedPurchaseHoldsUpNobody() {
            inEveryOrder(() -> new Day(100,
                    new Wish("sword", 60, true), new Wish("castle", 900, true), new Wish("shield", 30, true)), day -> {
                day.assertTold(0, BOUGHT);
                day.assertTold(1, TOO_POOR);
                day.assertTold(2, BOUGHT);
                day.assertGold(10, "100 - 60 - 30");
            });
        }

        @Test
        @DisplayName("everything at once")
        void everythingAtOnce() {
            inEveryOrder(() -> new Day(100,
                    new Wish("sword", 60, true), new Wish("armour", 70, true), new Wish("shield", 30, false))
                            .earning(20),
                    Day::assertPaid);
        }
    }

    @Nested
    @Points(0.6)
    @DisplayName("Players do not wait for each other")
    class Overlap {

        @Test
        @DisplayName("a second player's item is sent for at once")
        void secondPlayersItemIsSentForAtOnce() {
            var shop = new Shop();
            shop.begin("Ada", "sword", 60);
            shop.begin("Bo", "bow", 40);
            assertThat(shop.sentFor()).withFailMessage("""
                    Ada asked for a sword, then Bo for a bow, and neither is there yet. Both should be on their way: \
                    [sword, bow]. Yours has sent for %s.""", shop.sentFor()).containsExactlyInAnyOrder("sword", "bow");
        }

        @Test
        @DisplayName("who asked second may be served first")
        void whoAskedSecondMayBeServedFirst() {
            var shop = new Shop();
            shop.begin("Ada", "sword", 60);
            shop.begin("Bo", "bow", 40);
            shop.bring("bow");
            assertThat(shop.trail).withFailMessage("""
                    Ada asked for a sword, then Bo for a bow, and the bow came first: Bo has BOUGHT it, while Ada \
                    still waits. Told so far: %s.""", shop.trail).containsExactly("Bo BOUGHT");
            assertThat(shop.gold.goldOf("Bo")).withFailMessage("""
                    Bo had 100 and bought a bow for 40: 100 - 40 = 60. Yours has %d.""",
                    shop.gold.goldOf("Bo")).isEqualTo(60);
        }

        @Test
        @DisplayName("not even for the same item")
        void sameItemForTwoPlayers() {
            var shop = new Shop();
            shop.begin("Ada", "sword", 60);
            shop.begin("Bo", "sword", 60);
            assertThat(shop.sentFor()).withFailMessage("""
                    Ada and then Bo asked for a sword. Two swords should be on their way: [sword, sword]. Yours has \
                    sent for %s.""", shop.sentFor()).containsExactly("sword", "sword");
            shop.bring("sword");
            shop.bring("sword");
            assertThat(shop.trail).withFailMessage("""
                    Ada and Bo asked for a sword each, and both swords came. Told: %s.""", shop.trail)
                    .containsExactlyInAnyOrder("Ada BOUGHT", "Bo BOUGHT");
        }

        @Test
        @DisplayName("nor does one who wants the same thing twice lose one of them")
        void sameItemTwiceForOnePlayer() {
            var shop = new Shop();
            shop.begin("Ada", "potion", 30);
            shop.begin("Ada", "potion", 30);
            while (!shop.sentFor().isEmpty()) {
                shop.bring("potion");
            }
            assertThat(shop.trail).withFailMessage("""
                    Ada asked for a potion, and for another before the first was there. Both came. Told: %s.""",
                    shop.trail).containsExactly("Ada BOUGHT", "Ada BOUGHT");
            assertThat(shop.gold.goldOf("Ada")).withFailMessage("""
                    Ada had 100 and bought two potions for 30 each: 100 - 30 - 30 = 40. Yours has %d.""",
                    shop.gold.goldOf("Ada")).isEqualTo(40);
        }

        @Test
        @DisplayName("each pays from their own purse")
        void eachPaysFromTheirOwnPurse() {
            var shop = new Shop();
            shop.begin("Ada", "sword", 60);
            shop.begin("Bo", "bow", 40);
            shop.bring("sword");
            shop.bring("bow");
            assertThat(List.of(shop.gold.goldOf("Ada"), shop.gold.goldOf("Bo"))).withFailMessage("""
                    Ada had 100 and bought a sword for 60: 40. Bo had 100 and bought a bow for 40: 60. Yours have %d \
                    and %d.""",
                    shop.gold.goldOf("Ada"), shop.gold.goldOf("Bo")).containsExactly(40, 60);
        }

        @Test
        @DisplayName("what is sold out to one costs the other nothing")
        void soldOutConcernsOnePlayerOnly() {
            var shop = new Shop();
            shop.begin("Ada", "sword", 60);
            shop.begin("Bo", "bow", 40);
            shop.answer("sword", false);
            shop.answer("bow", true);
            assertThat(shop.trail).withFailMessage("""
                    Ada asked for a sword, then Bo for a bow; there is no sword left, and the bow comes. Told: %s.""",
                    shop.trail).containsExactly("Ada SOLD_OUT", "Bo BOUGHT");
            assertThat(List.of(shop.gold.goldOf("Ada"), shop.gold.goldOf("Bo"))).withFailMessage("""
                    Ada had 100 and the sword (60) was sold out: 100. Bo had 100 and bought a bow for 40: 60. Yours \
                    have %d and %d.""", shop.gold.goldOf("Ada"), shop.gold.goldOf("Bo")).containsExactly(100, 60);
        }

        @Test
        @DisplayName("nobody pays with another player's gold")
        void nobodyPaysWithAnothersGold() {
            var shop = new Shop();
            shop.begin("Ada", "sword", 60);
            shop.begin("Bo", "bow", 40);
            shop.begin("Ada", "armour", 70);
            while (!shop.sentFor().isEmpty()) {
                shop.bring(shop.sentFor().getFirst());
            }
            assertThat(shop.trail).withFailMessage("""
                    Ada (100 gold) asked for a sword (60), Bo (100 gold) for a bow (40), Ada for an armour (70). Ada \
                    cannot pay 60 + 70 = 130, Bo can pay 40. Told: %s.""", shop.trail)
                    .containsExactlyInAnyOrder("Bo BOUGHT", "Ada BOUGHT", "Ada TOO_POOR");
        }
    }

    /// A wish of Ada's: what it costs, and whether the storeroom has it.
    private record Wish(String item, int price, boolean inStock) {
    }

    /// Runs a day again and again, until each order in which its events can happen was tried once.
    private static void inEveryOrder(Supplier<Day> newDay, Consumer<Day> check) {
        var choices = new ArrayList<Integer>();
        do {
            var day = newDay.get();
            var options = new ArrayList<Integer>();
            for (int step = 0; day.eventsLeft() > 0; step++) {
                if (step == choices.size()) {
                    choices.add(0);
                }
                options.add(day.eventsLeft());
                day.happen(choices.get(step));
            }
            day.assertAllTold();
            check.accept(day);
            // The next order: take another event at the last step that has one left to try.
            while (!choices.isEmpty() && choices.getLast() + 1 == options.get(choices.size() - 1)) {
                choices.removeLast();
            }
            if (!choices.isEmpty()) {
                choices.add(choices.removeLast() + 1);
            }
        } while (!choices.isEmpty());
    }

    /// A day in the shop for Ada, who has some gold and some wishes. Events happen in an order that the test chooses,
    /// and are written down.
    private static final class Day {

        private final int goldInTheMorning;
        private final List<Wish> wishes;
        private final List<Integer> notBegun = new ArrayList<>();
        private final List<Fetch> fetches = new ArrayList<>();
        private final List<Outcome> told;
        private final int[] timesFetched;
        private final List<String> diary = new ArrayList<>();
        private final LostGold shop = new LostGold(this::fetch);
        private Consumer<Integer> afterwards = _ -> { };
        private int toEarn;
        private int earned;

        private Day(int gold, Wish... wishes) {
            goldInTheMorning = gold;
            this.wishes = List.of(wishes);
            told = Arrays.asList(new Outcome[wishes.length]);
            timesFetched = new int[wishes.length];
            for (int wish = 0; wish < wishes.length; wish++) {
                notBegun.add(wish);
            }
            shop.earn("Ada", gold);
        }

        private Day earning(int amount) {
            toEarn = amount;
            return this;
        }

        private int eventsLeft() {
            return notBegun.size() + fetches.size() + (toEarn > 0 ? 1 : 0);
        }

        private void happen(int event) {
            if (event < notBegun.size()) {
                begin(notBegun.get(event));
            } else if (event < notBegun.size() + fetches.size()) {
                bring(fetches.get(event - notBegun.size()));
            } else {
                diary.add("Ada earns " + toEarn);
                earned = toEarn;
                toEarn = 0;
                shop.earn("Ada", earned);
            }
            assertThat(shop.goldOf("Ada"))
                    .withFailMessage(() ->
                            story("A purse is never below 0. Ada's is now at " + shop.goldOf("Ada") + "."))
                    .isNotNegative();
        }

        private void begin(int number) {
            Wish wish = wishes.get(number);
            notBegun.remove((Integer) number);
            diary.add("Ada asks for the %s (%d)".formatted(wish.item, wish.price));
            shop.buy("Ada", wish.item, wish.price, outcome -> tell(number, outcome));
        }

        private void tell(int number, Outcome outcome) {
            diary.add("Ada is told: %s, %s".formatted(wishes.get(number).item, outcome));
            assertThat(told.get(number))
                    .withFailMessage(() -> story("Of the %s Ada was told twice.".formatted(wishes.get(number).item)))
                    .isNull();
            told.set(number, outcome);
            afterwards.accept(number);
        }

        private void fetch(String item, Consumer<Boolean> answer) {
            for (int wish = 0; wish < wishes.size(); wish++) {
                if (wishes.get(wish).item.equals(item)) {
                    timesFetched[wish]++;
                    fetches.add(new Fetch(wish, answer));
                    return;
                }
            }
            throw new AssertionError(story("The storeroom was asked for '%s', which nobody wants.".formatted(item)));
        }

        /// Brings the item of this wish.
        private void bring(int wish) {
            Fetch fetch = fetches.stream().filter(each -> each.wish == wish).findFirst()
                    .orElseThrow(() -> new AssertionError(story(
                            "The storeroom should have been asked for the %s by now."
                                    .formatted(wishes.get(wish).item))));
            bring(fetch);
        }

        private void bring(Fetch fetch) {
            Wish wish = wishes.get(fetch.wish);
            fetches.remove(fetch);
            diary.add(wish.inStock ? "the %s comes".formatted(wish.item) : "there is no %s left".formatted(wish.item));
            fetch.answer.accept(wish.inStock);
        }

        private void bringAll() {
            while (!fetches.isEmpty()) {
                bring(fetches.getFirst());
            }
        }

        private void assertTold(int wish, Outcome expected) {
            assertThat(told.get(wish))
                    .withFailMessage(() -> story("Of the %s Ada should be told %s. Yours: %s.".formatted(
                            wishes.get(wish).item, expected, told.get(wish) == null ? "nothing" : told.get(wish))))
                    .isEqualTo(expected);
        }

        private void assertAllTold() {
            for (Wish wish : wishes) {
                assertThat(told.get(wishes.indexOf(wish))).withFailMessage(() -> story(
                        "Everything has happened, and of the %s Ada was never told anything.".formatted(wish.item)))
                                .isNotNull();
            }
        }

        private void assertGold(int expected, String arithmetic) {
            assertThat(shop.goldOf("Ada"))
                    .withFailMessage(() -> story("%s = %d gold should be left. Yours left %d.".formatted(
                            arithmetic, expected, shop.goldOf("Ada"))))
                    .isEqualTo(expected);
            for (int wish = 0; wish < wishes.size(); wish++) {
                int asked = timesFetched[wish];
                String item = wishes.get(wish).item;
                if (told.get(wish) == BOUGHT) {
                    assertThat(asked)
                            .withFailMessage(() -> story(
                                    "One %s was bought, so it is sent for once. Yours sent %d times."
                                            .formatted(item, asked)))
                            .isEqualTo(1);
                }
            }
        }

        /// What was bought was paid, and nothing else.
        private void assertPaid() {
            int left = goldInTheMorning + earned;
            var arithmetic = new StringBuilder(goldInTheMorning + (earned > 0 ? " + " + earned : ""));
            for (int wish = 0; wish < wishes.size(); wish++) {
                if (told.get(wish) == BOUGHT) {
                    left -= wishes.get(wish).price;
                    arithmetic.append(" - ").append(wishes.get(wish).price);
                }
            }
            int rest = left;
            assertThat(rest)
                    .withFailMessage(() ->
                            story("More was bought than there was gold for: %s = %d.".formatted(arithmetic, rest)))
                    .isNotNegative();
            assertGold(left, arithmetic.toString());
        }

        private String story(String what) {
            return what + "\nAda had " + goldInTheMorning + " gold. Then: " + String.join("; ", diary) + ".";
        }
    }

    private record Fetch(int wish, Consumer<Boolean> answer) {
    }

    /// A shop for two players with 100 gold each.
    private static final class Shop {

        private final List<String> items = new ArrayList<>();
        private final List<Consumer<Boolean>> answers = new ArrayList<>();
        private final List<String> trail = new ArrayList<>();
        private final LostGold gold = new LostGold((item, answer) -> {
            items.add(item);
            answers.add(answer);
        });

        private Shop() {
            gold.earn("Ada", 100);
            gold.earn("Bo", 100);
        }

        private void begin(String player, String item, int price) {
            gold.buy(player, item, price, outcome -> trail.add(player + " " + outcome));
        }

        private List<String> sentFor() {
            return List.copyOf(items);
        }

        private void bring(String item) {
            answer(item, true);
        }

        private void answer(String item, boolean inStock) {
            int at = items.indexOf(item);
            assertThat(at).withFailMessage("""
                    The storeroom should have been asked for the %s by now. Yours has sent for %s.""", item, items)
                    .isNotNegative();
            items.remove(at);
            answers.remove(at).accept(inStock);
        }
    }
}
