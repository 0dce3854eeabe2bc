/// One quest in three styles, side by side: callbacks, a coroutine, a virtual thread.
package quest.tasks.steps;
