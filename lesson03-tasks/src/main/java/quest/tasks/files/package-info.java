/// Files beside an event loop. A selector knows no files: to it every file is always ready, and a read or write that
/// takes its time holds up whoever calls it.
package quest.tasks.files;
