/// What lesson 2's claims about speed rest on, measured with [JMH](https://github.com/openjdk/jmh). `mvn test` does not run
/// them; a test sees to it that they do what they say. `./quest bench` runs them.
package quest.futures.bench;
