/// Every order in which a small program on the loop can run: tried, counted, and, if one of them fails, shown.
///
/// On a loop, a program is a set of steps, callbacks that nothing interrupts. Which of the ready ones runs next is the only
/// choice there is, and [quest.eventloop.ReadyOrder#chosen] hands it to somebody. [Explorer] makes each choice in each
/// possible way: *stateless model checking*. It keeps no states, only the choices made, and comes back to a choice by
/// running the program from the beginning. P. Godefroid's VeriSoft did that first (POPL 1997); CHESS brought it to threads
/// at Microsoft (M. Musuvathi, S. Qadeer, PLDI 2007), and `loom` does it for Rust. Java PathFinder, a virtual machine that
/// can go back, keeps the states instead, and so recognises one that it has seen.
///
/// What most of these have and this has not is *partial order reduction*: of two steps that touch nothing in common either may
/// go first, so one of the two orders need not be tried. It saves most of the work, but one has to know what each step
/// touches. A tool for threads sees every read and write of what is shared. This loop sees a [Runnable], and would have to
/// be told; and a step wrongly declared would be an order wrongly left out. So it tries all, and suits programs of a dozen
/// or two of steps.
package quest.eventloop.explore;
