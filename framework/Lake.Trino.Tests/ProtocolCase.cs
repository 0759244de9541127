using System.Text;

namespace Lake.Trino.Tests;

/// <summary>
/// A case file: settings as <c>name: value</c>, then one section a reply. <c>=== 200</c> begins an answer of that status,
/// with header lines and, after an empty line, the body; <c>=== drop</c> breaks the connection, <c>=== cut 200</c> does so
/// in the middle of the body, and <c>=== 200 base64</c> has a binary one. <c>{server}</c> is the server's address.
/// </summary>
internal sealed record ProtocolCase(ILookup<string, string> Settings, IReadOnlyList<(string Head, string Text)> Replies)
{
    public static ProtocolCase Parse(string text)
    {
        var parts = ("\n" + text.ReplaceLineEndings("\n")).Split("\n=== ");
        var settings = parts[0].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(": ", 2)).ToLookup(p => p[0], p => p[1]);
        return new ProtocolCase(settings, [.. parts.Skip(1).Select(p => p.Split('\n', 2)).Select(p => (p[0], p.Length > 1 ? p[1] : ""))]);
    }

    public IEnumerable<ScriptedReply> Script(string server) => Replies.Select(r => Reply(r.Head, r.Text.Replace("{server}", server, StringComparison.Ordinal)));

    private static ScriptedReply Reply(string head, string text)
    {
        var words = head.Split(' ');
        if (words[0] == "drop")
        {
            return new ScriptedReply(0, [], []);
        }

        var parts = ("\n" + text).Split("\n\n", 2);
        var body = parts.Length > 1 ? parts[1].TrimEnd('\n') : "";
        return new ScriptedReply(
            int.Parse(words[words[0] == "cut" ? 1 : 0], System.Globalization.CultureInfo.InvariantCulture),
            parts[0].Split('\n', StringSplitOptions.RemoveEmptyEntries),
            words[^1] == "base64" ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body),
            words[0] == "cut");
    }
}
