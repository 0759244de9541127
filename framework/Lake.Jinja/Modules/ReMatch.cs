using System.Globalization;
using System.Text.RegularExpressions;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Modules;

/// <summary>What <c>re.match</c> gives when it finds something.</summary>
internal sealed class ReMatch(RePattern pattern, Match match, string subject) : JinjaObject
{
    public RePattern Pattern => pattern;

    /// <summary>In UTF-16, as <see cref="End"/>.</summary>
    public int Start => match.Index;

    public int End => match.Index + match.Length;

    public override string TypeName => "re.Match";

    public override bool IsTrue => true;

    public override string Repr =>
        FormattableString.Invariant($"<re.Match object; span=({Index(match.Index)}, {Index(End)}), match={PyRepr.OfString(match.Value)}>");

    /// <summary>The text of a group; null when it took no part.</summary>
    public string? GroupText(int group) => Find(group) is { Success: true } found ? found.Value : null;

    public override bool TryGetItem(object? key, out object? value)
    {
        var number = pattern.Group(key);
        value = number is { } group ? GroupText(group) : null;
        return number is not null;
    }

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = name switch
        {
            "group" => NativeFunction.Create(name, "*groups", a => Several(PyIteration.ToArray(a[0]))),
            "groups" => NativeFunction.Create(name, "default=None", a => new PyTuple([.. Enumerable.Range(1, pattern.Groups).Select(group => GroupText(group) ?? a[0])])),
            "groupdict" => NativeFunction.Create(name, "default=None", a => new PyDict(pattern.Names.Select(entry => KeyValuePair.Create(entry.Key, GroupText(entry.Value) ?? a[0])))),
            "start" => NativeFunction.Create(name, "group=0", a => PyBox.Of(Span(a[0]).Start)),
            "end" => NativeFunction.Create(name, "group=0", a => PyBox.Of(Span(a[0]).End)),
            "span" => NativeFunction.Create(name, "group=0", a => new PyTuple(PyBox.Of(Span(a[0]).Start), PyBox.Of(Span(a[0]).End))),
            "expand" => NativeFunction.Create(name, "template", a => ReTemplate.Parse(pattern, RePattern.Subject(a[0])).Expand(this)),
            "string" => subject,
            "re" => pattern,
            "pos" => PyBox.Of(0),
            "endpos" => PyBox.Of(Index(subject.Length)),
            _ => null,
        };
        if (name is "lastindex" or "lastgroup")
        {
            value = Last() is { } last ? name == "lastindex" ? PyBox.Of(last) : pattern.Names.FirstOrDefault(entry => entry.Value == last).Key : null;
            return true;
        }

        return value is not null;
    }

    private int Number(object? group) => pattern.Group(group) ?? throw new JinjaError(ErrorKind.IndexError, "no such group");

    private object? Several(object?[] groups) => groups.Length switch
    {
        0 => match.Value,
        1 => GroupText(Number(groups[0])),
        _ => new PyTuple([.. groups.Select(group => (object?)GroupText(Number(group)))]),
    };

    /// <summary>The group that closed last.</summary>
    private int? Last()
    {
        var matched = Enumerable.Range(1, pattern.Groups).Where(group => Find(group).Success).ToList();
        return matched.Count == 0 ? null : matched.OrderBy(group => Find(group).Index + Find(group).Length).ThenByDescending(group => group).Last();
    }

    private (int Start, int End) Span(object? group)
    {
        var found = Find(Number(group));
        return found.Success ? (Index(found.Index), Index(found.Index + found.Length)) : (-1, -1);
    }

    private Group Find(int group) => match.Groups[group.ToString(CultureInfo.InvariantCulture)];

    private int Index(int offset) => PyString.ToIndex(subject, offset);
}
