using System.Text;
using System.Text.RegularExpressions;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Modules;

/// <summary>What <c>re.compile</c> gives, and what does the work of the module's functions.</summary>
internal sealed class RePattern : JinjaObject
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly RePatternText _text;
    private readonly RegexOptions _options;
    private Regex? _search;
    private Regex? _match;
    private Regex? _fullMatch;

    private RePattern(string pattern, long flags)
    {
        (Pattern, Flags, _text) = (pattern, flags, RePatternText.Translate(pattern, (flags & 64) != 0));
        _options = RegexOptions.CultureInvariant
            | ((flags & 2) != 0 ? RegexOptions.IgnoreCase : 0)
            | ((flags & 8) != 0 ? RegexOptions.Multiline : 0)
            | ((flags & 16) != 0 ? RegexOptions.Singleline : 0)
            | ((flags & 64) != 0 ? RegexOptions.IgnorePatternWhitespace : 0);
        _search = Make(_text.Text);
    }

    public string Pattern { get; }

    public long Flags { get; }

    public int Groups => _text.Groups;

    public IReadOnlyDictionary<string, int> Names => _text.Names;

    public override string TypeName => "re.Pattern";

    public override string Repr => $"re.compile({PyRepr.OfString(Pattern)})";

    public static RePattern Of(object? pattern, object? flags = null) => pattern as RePattern ?? new RePattern(Subject(pattern), flags is null ? 0 : PyNumber.ToIndex(flags));

    /// <summary>The text to search, as .NET and Python both count it unless there are astral characters.</summary>
    public static string Subject(object? value) => value as string ?? (value as Markup)?.Value
        ?? throw JinjaError.Type($"expected string or bytes-like object, got '{PyValue.TypeName(value)}'");

    public object? Search(object? text) => Wrap(_search ??= Make(_text.Text), Subject(text));

    public object? Match(object? text) => Wrap(_match ??= Make($@"\G(?:{_text.Text})"), Subject(text));

    public object? FullMatch(object? text) => Wrap(_fullMatch ??= Make($@"\G(?:{_text.Text})\z"), Subject(text));

    public IEnumerable<ReMatch> All(string text)
    {
        var regex = _search ??= Make(_text.Text);
        for (var match = Guard(() => regex.Match(text)); match.Success; match = Guard(match.NextMatch))
        {
            var cutsCharacter = match.Length == 0 && match.Index > 0 && match.Index < text.Length && char.IsSurrogatePair(text[match.Index - 1], text[match.Index]);
            if (!cutsCharacter)
            {
                yield return new ReMatch(this, match, text);
            }
        }
    }

    /// <summary>The number of a group that is given by its number or name; null when there is none.</summary>
    public int? Group(object? group) => group switch
    {
        string name => Names.TryGetValue(name, out var known) ? known : null,
        _ when PyNumber.IsInteger(group) => PyNumber.ToIndex(group) is >= 0 and var number && number <= Groups ? (int)number : null,
        _ => null,
    };

    public PyList FindAll(object? text) => new(All(Subject(text)).Select<ReMatch, object?>(match => Groups switch
    {
        0 => match.GroupText(0),
        1 => match.GroupText(1) ?? "",
        _ => new PyTuple([.. Enumerable.Range(1, Groups).Select(group => (object?)(match.GroupText(group) ?? ""))]),
    }));

    public (string Text, int Count) Substitute(object? text, long limit, Func<ReMatch, string> replace)
    {
        var subject = Subject(text);
        var result = new StringBuilder();
        var (at, count) = (0, 0);
        foreach (var match in All(subject))
        {
            if (limit > 0 && count >= limit)
            {
                break;
            }

            result.Append(subject, at, match.Start - at).Append(replace(match));
            at = match.End;
            count++;
        }

        return (result.Append(subject, at, subject.Length - at).ToString(), count);
    }

    public PyList Split(object? text, long limit)
    {
        var subject = Subject(text);
        var parts = new List<object?>();
        var at = 0;
        foreach (var match in All(subject).Take(limit > 0 ? (int)limit : int.MaxValue))
        {
            parts.Add(subject[at..match.Start]);
            parts.AddRange(Enumerable.Range(1, Groups).Select(match.GroupText));
            at = match.End;
        }

        parts.Add(subject[at..]);
        return PyList.Own(parts);
    }

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = name switch
        {
            "pattern" => Pattern,
            "flags" => PyBox.Of(Flags | 32),
            "groups" => PyBox.Of(Groups),
            "groupindex" => new PyDict(Names.Select(entry => KeyValuePair.Create(entry.Key, (object?)PyBox.Of(entry.Value)))),
            _ => ReFunctions.OfPattern(this, name),
        };
        return value is not null;
    }

    public override bool EqualTo(object? other) => other is RePattern pattern && pattern.Pattern == Pattern && pattern.Flags == Flags;

    public override int Hash() => Pattern.GetHashCode(StringComparison.Ordinal);

    private ReMatch? Wrap(Regex regex, string text) =>
        Guard(() => regex.Match(text)) is { Success: true } match ? new ReMatch(this, match, text) : null;

    private Regex Make(string pattern)
    {
        try
        {
            return new Regex(pattern, _options, Patience);
        }
        catch (ArgumentException error)
        {
            throw new JinjaError(ErrorKind.ValueError, $"{error.Message} (the pattern is {PyRepr.OfString(Pattern)})", error);
        }
    }

    private static Match Guard(Func<Match> match)
    {
        try
        {
            return match();
        }
        catch (RegexMatchTimeoutException error)
        {
            throw new JinjaError(ErrorKind.LimitExceeded, "the regular expression takes too long", error);
        }
    }
}
