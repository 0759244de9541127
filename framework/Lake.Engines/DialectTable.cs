using System.Collections.Immutable;
using Lake.Sql.Lexing;
using Lake.Text;

namespace Lake.Engines;

/// <summary>Constructs that an engine lacks and another has, each with what to write in its place.</summary>
/// <param name="engine">Who lacks them, as messages call it.</param>
public sealed class DialectTable(string engine)
{
    /// <summary>By name.</summary>
    public required IReadOnlyDictionary<string, string> Functions { get; init; }

    /// <summary>By name, without their lengths.</summary>
    public required IReadOnlyDictionary<string, string> Types { get; init; }

    public required IReadOnlyDictionary<string, (string Construct, string Instead)> Operators { get; init; }

    /// <summary>By a word, or by two that stand beside each other; a blank before a word is the beginning of the text.</summary>
    public required IReadOnlyDictionary<string, (string Construct, string Instead)> Words { get; init; }

    /// <summary>The diagnostic for the construct at, or just before, a place where the engine stopped; null when it is none that we know.</summary>
    public Diagnostic? Explain(Location location, SourceFile source, int offset, string message) =>
        Find(source, offset) is var (construct, instead) ? Say(location, construct, instead, message) : null;

    /// <summary>Likewise for a function that the engine names.</summary>
    public Diagnostic? ExplainFunction(Location location, string name, string message) =>
        Functions.TryGetValue(name, out var instead) ? Say(location, name, instead, message) : null;

    /// <summary>Likewise for a type that the engine names.</summary>
    public Diagnostic? ExplainType(Location location, string name, string message) =>
        Types.TryGetValue(name, out var instead) ? Say(location, $"type {name}", instead, message) : null;

    private Diagnostic Say(Location location, string construct, string instead, string message) =>
        EngineRules.WrongDialect.At(location, $"{engine} has no {construct}: {message}", $"write {instead}");

    private (string Construct, string Instead)? Find(SourceFile source, int offset)
    {
        var tokens = SqlLexer.Tokenize(source).Tokens;
        var at = 0;
        while (at + 1 < tokens.Length && tokens[at].Span.End <= offset)
        {
            at++;
        }

        // The engine may stop at the first of two words, at the construct, or behind it.
        return at + 1 < tokens.Length && Words.TryGetValue($"{tokens[at].Text} {tokens[at + 1].Text}", out var pair) ? pair
            : At(tokens, at) ?? (at > 0 ? At(tokens, at - 1) : null);
    }

    private (string Construct, string Instead)? At(ImmutableArray<SqlToken> tokens, int at)
    {
        var (token, next) = (tokens[at], at + 1 < tokens.Length ? tokens[at + 1] : default);
        var isWord = token.Kind == SqlTokenKind.Word;
        var before = at > 0 ? tokens[at - 1].Text : "";
        return isWord && next.IsOperator("(") && Functions.TryGetValue(token.Text, out var function) ? (token.Text, function)
            : !isWord && Operators.TryGetValue(token.Text, out var sign) ? sign
            : isWord && Words.TryGetValue($"{before} {token.Text}", out var pair) ? pair
            : isWord && Words.TryGetValue(token.Text, out var word) ? word
            : Operators.TryGetValue(next.Text ?? "", out var behind) ? behind
            : null;
    }
}
