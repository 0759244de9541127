using System.Globalization;
using System.Text;

namespace Lake.Gateway.Receiving;

/// <summary>What the gateway counts, in the text format of Prometheus.</summary>
internal static class Metrics
{
    public static string Write(IReadOnlyList<Receiver> endpoints)
    {
        var text = new StringBuilder();
        Begin("requests_total", "counter", "Requests by the status they were answered with.");
        foreach (var endpoint in endpoints)
        {
            foreach (var (status, count) in endpoint.Counts.Answers)
            {
                text.Append(CultureInfo.InvariantCulture, $"lake_gateway_requests_total{{stream=\"{endpoint.Stream.Name}\",status=\"{status}\"}} {count}\n");
            }
        }

        All("events_total", "counter", "Events that are on disk or committed.", e => e.Counts.Events);
        All("dead_letters_total", "counter", "Events without an id or that are no JSON, which go to the rejected table.", e => e.Counts.Nameless);
        All("received_bytes_total", "counter", "Bytes of accepted bodies.", e => e.Counts.Bytes);
        All("committed_rows_total", "counter", "Rows read from the spool and committed.", e => e.Counts.Loaded);
        All("failed_loads_total", "counter", "Loads that failed and are tried again.", e => e.Counts.Failures);
        All("pending_bytes", "gauge", "Bytes on disk that are not committed.", e => e.Spool.Bytes);
        All("last_commit_seconds", "gauge", "Time of the last commit since 1970.", e => e.Counts.LastCommit);
        return text.ToString();

        void Begin(string name, string type, string help) => text.Append(CultureInfo.InvariantCulture, $"# HELP lake_gateway_{name} {help}\n# TYPE lake_gateway_{name} {type}\n");

        void All(string name, string type, string help, Func<Receiver, long> value)
        {
            Begin(name, type, help);
            foreach (var endpoint in endpoints)
            {
                text.Append(CultureInfo.InvariantCulture, $"lake_gateway_{name}{{stream=\"{endpoint.Stream.Name}\"}} {value(endpoint)}\n");
            }
        }
    }
}
