/// What `bench` makes of JMH's numbers: tables, charts, one page, the headline. Nothing here runs a benchmark or knows
/// a terminal; everything is a value made from JMH's JSON, so all of it can be tested without measuring anything.
///
/// The page is a Mustache template (`page.html` among the resources), filled by JMustache: it escapes what it puts in,
/// keeps the HTML readable as HTML, and is one jar of 80 KB. The charts are SVG of our own. Java's charting libraries
/// (JFreeChart, XChart) write a picture of fixed size with its colours inside: that can be neither dark and light by
/// the reader's setting, nor as wide as a phone. Here lengths are per cent, colours are CSS, and letters stay letters.
package quest.cli.bench;
