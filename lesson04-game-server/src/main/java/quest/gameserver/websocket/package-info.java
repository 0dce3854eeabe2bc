/// WebSocket (RFC 6455) for a server: handshake, frames, messages, the end of it, on [quest.gameserver.http] and
/// [quest.gameserver.net]. The parts that decide are pure: bytes or a request in, calls or an answer out.
///
/// Left out, compared to what production servers have: compression (`permessage-deflate`), subprotocols, sending a
/// message in fragments, handing over a message's fragments as they come.
package quest.gameserver.websocket;
