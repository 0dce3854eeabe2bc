package quest.gameserver.arena;

import java.util.List;

/// A tournament as it is told.
///
/// @param state    `running` or `finished`
/// @param rounds   those that have begun
/// @param champion null while it runs
record TournamentView(String state, List<List<Bracket.Match>> rounds, String champion) {

    static TournamentView of(Bracket bracket) {
        return new TournamentView(bracket.champion() == null ? "running" : "finished", bracket.rounds(),
                bracket.champion());
    }
}
