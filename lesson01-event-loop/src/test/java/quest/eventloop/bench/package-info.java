/// What lesson 1's claims about speed rest on: benchmarks that you can run, with
/// [JMH](https://github.com/openjdk/jmh). `mvn test` does not run them; a test sees to it that they do what they say.
///
/// `./quest bench` runs them. Without that command, from the course's root:
///
/// ```
/// mvn -q -pl lesson01-event-loop test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
///     "-Dexec.args=--sun-misc-unsafe-memory-access=allow -cp %classpath org.openjdk.jmh.Main"
/// ```
///
/// What follows `org.openjdk.jmh.Main` goes to JMH: `-h` lists what it understands. For ratios instead of times, put
/// `quest.eventloop.bench.Ratios 5` in its place: five rounds of everything. What was found, and what follows from
/// it, is in `benchmarks.md`.
package quest.eventloop.bench;
