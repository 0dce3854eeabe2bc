package quest.gameserver.http;

/// What answers requests.
@FunctionalInterface
public interface HttpService {

    /// Answers now, or keeps the exchange and answers later. On the loop's thread; what this throws is answered with
    /// 500, and reported.
    void serve(Exchange exchange);
}
