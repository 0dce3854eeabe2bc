/// The five styles of the action server, measured: each in a JVM of its own, the load in another.
package quest.gameserver.measure;
