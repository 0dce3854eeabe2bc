/// The rules of Snake: a world, what players do to it, and what becomes of it at each tick.
///
/// A pure function of (world, inputs, randomness) → (world, events): it knows no socket, no thread and no clock, so that
/// a game can be played ten thousand times a second in a test, and again from its seed. Nothing here is safe for use by
/// several threads: a world belongs to the thread that ticks it. The records are immutable and may go anywhere.
package quest.gameserver.snake;
