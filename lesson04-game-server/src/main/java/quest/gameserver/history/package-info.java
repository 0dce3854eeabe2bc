/// What outlives the server: scores in the database, replays in files. Everything that blocks is behind this package:
/// its methods are called on the loop's thread and return at once, the disk's work is done on virtual threads and the
/// database's own, and its results come back to the loop.
package quest.gameserver.history;
