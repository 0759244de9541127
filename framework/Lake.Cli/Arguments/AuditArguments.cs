using System.CommandLine;
using Lake.Cli.Terminal;

namespace Lake.Cli.Arguments;

/// <summary>How tests run, and what becomes of what they look at.</summary>
internal static class AuditArguments
{
    public static readonly Switch Fuse = new("fuse", "Ask for the tests of one table in one statement; the default");

    public static readonly Switch KeepFailed = new("keep-failed", "Keep what was built of a node whose tests fail, in a table of its name and __failed");

    public static readonly Option<string> Publish = new Option<string>("--publish")
    {
        Description = "When results become visible: each, a node when its tests have passed, or all, the whole run together or nothing of it",
        HelpName = "when",
        DefaultValueFactory = _ => "each",
    }.Among("each", "all");

    /// <summary>False where a command lacks the option.</summary>
    public static bool PublishesAll(ParseResult parsed) => parsed.GetResult(Publish) is not null && parsed.GetValue(Publish) == "all";

    public static bool Fuses(ParseResult parsed, TerminalContext terminal) => Fuse.Read(parsed, terminal) != false;
}
