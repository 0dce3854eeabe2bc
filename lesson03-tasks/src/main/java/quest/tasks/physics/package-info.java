/// Work that only computes, for comparison: bodies that attract each other.
package quest.tasks.physics;
