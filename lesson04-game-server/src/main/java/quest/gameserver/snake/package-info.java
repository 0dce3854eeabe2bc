/// The rules of Snake: a world, what players do to it, and what becomes of it at each tick.
///
/// A pure function of (world, inputs, randomness) → (world, events): it knows no socket, no thread and no clock, so
/// that thousands of games can be played in a test within seconds, and each again from its seed. A world is not safe
/// for use by several threads: it belongs to the one that ticks it. The records are immutable and may go anywhere.
package quest.gameserver.snake;
