using System.Collections.Immutable;
using Lake.Jinja.Values;
using Lake.Text;

namespace Lake.Jinja.Parsing;

/// <summary>
/// The calls of <c>ref</c>, <c>source</c> and <c>config</c> of a template that does nothing else: no statements, no other
/// expressions, only such calls with literal arguments. It then need not be rendered, nor even parsed, to know them.
/// </summary>
/// <param name="IsComplete">Whether the template is of that kind.</param>
/// <param name="Calls">In order of place; none unless complete.</param>
public sealed record StaticCalls(bool IsComplete, ImmutableArray<StaticCall> Calls)
{
    internal static readonly StaticCalls Incomplete = new(false, []);
}

/// <summary>A call whose arguments are all literals. Lists and dicts among them are shared: copy before changing one.</summary>
public sealed record StaticCall(string Function, ImmutableArray<object?> Positional, ImmutableArray<Keyword> Keywords, Location Location);
