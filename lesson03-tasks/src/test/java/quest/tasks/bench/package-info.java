/// What lesson 3's claims about speed rest on, measured with [JMH](https://github.com/openjdk/jmh). `mvn test` does not
/// run them; a test sees to it that they do what they say. `./quest bench lesson03` runs them.
///
/// The JVM that measures needs the flags of this lesson. They stand in each benchmark's `@Fork`, so that they stay
/// whoever starts it.
package quest.tasks.bench;
