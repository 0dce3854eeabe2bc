/// Players that are no people: they see the board as everybody does, and press one key a tick.
package quest.gameserver.bots;
