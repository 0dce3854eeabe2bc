/// Looking at threads from outside: what a waiting one costs, and who started whom.
package quest.tasks.threads;
