using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Lake.Demo.World;
using Lake.Demo.Writing;

namespace Lake.Demo.Sources;

/// <summary>What the webhook receiver wrote: one event a line, in folders by the day of arrival.</summary>
internal static class StripeWebhooks
{
    private const int LinesPerFile = 5000;

    public static IEnumerable<TextFile> Make(Marketplace world, int day) =>
        from received in StripeHistory.Make(world)
        where Timeline.DayOf(received.ReceivedAt) == day
        orderby received.ReceivedAt, received.Id
        group received by received.ReceivedAt.Date into date
        from file in date.Chunk(LinesPerFile).Select((events, i) => File(date.Key, i, events))
        select file;

    private static TextFile File(DateTime date, int number, IReadOnlyList<StripeEvent> events)
    {
        var text = new StringBuilder();
        foreach (var (line, stripeEvent) in events.Index())
        {
            var json = Spell.Of(Envelope(stripeEvent));
            text.Append(line == 3 && number == 0 ? Noise(date, json) : "").Append(json).Append('\n');
        }

        return new TextFile(
            string.Create(CultureInfo.InvariantCulture, $"data/stripe/events/year={date:yyyy}/month={date:MM}/day={date:dd}/events-{number:D4}.jsonl"),
            text.ToString());
    }

    private static JsonObject Envelope(StripeEvent stripeEvent) => new()
    {
        ["id"] = stripeEvent.Id,
        ["object"] = "event",
        ["api_version"] = "2024-06-20",
        ["created"] = Timeline.Seconds(stripeEvent.CreatedAt),
        ["type"] = stripeEvent.Type,
        ["livemode"] = true,
        ["data"] = new JsonObject { ["object"] = stripeEvent.Object.DeepClone() },
    };

    /// <summary>Lines that are no events: a write cut short, an error page of a proxy, an empty line, a list.</summary>
    private static string Noise(DateTime date, string json) => date.Day switch
    {
        4 => json[..(json.Length / 2)] + "\n",
        8 => "<html><body>502 Bad Gateway</body></html>\n",
        11 => "\n",
        13 => "[1, 2, 3]\n",
        15 => json[..40] + "\n",
        _ => "",
    };
}
