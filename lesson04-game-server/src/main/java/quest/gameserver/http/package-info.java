/// HTTP/1.1 for a server, on [quest.gameserver.net]: requests in; responses, long bodies and server-sent events out;
/// and the door to WebSocket.
///
/// Messages follow RFC 9112, what they mean RFC 9110, server-sent events the HTML standard's section 9.2. Left out,
/// compared to what production servers have: TLS, compression, request bodies without a length (`chunked` is refused
/// with 411), trailers, ranges, conditional requests, HTTP/2.
package quest.gameserver.http;
