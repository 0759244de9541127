using System.Collections.Immutable;
using Lake.Jinja.Errors;
using Lake.Jinja.Operations;
using Lake.Text;

namespace Lake.Jinja.Values;

/// <summary>What a call passes: <c>f(1, x=2)</c>.</summary>
public readonly struct CallArguments
{
    private readonly CallingSession? _session;
    private readonly CallingPlace? _site;

    public CallArguments(object?[] positional, Keyword[]? keywords = null)
        : this(positional, keywords ?? [], null, null)
    {
    }

    internal CallArguments(object?[] positional, Keyword[] keywords, CallingSession? session, CallingPlace? site)
    {
        Positional = positional;
        Keywords = keywords;
        _session = session;
        _site = site;
    }

    public object?[] Positional { get; }

    public Keyword[] Keywords { get; }

    public int Count => Positional.Length;

    /// <summary>The place of the call in its template; null when C# called.</summary>
    public Location? Site => _site?.Location;

    /// <summary>The macros in which the call happened, innermost first.</summary>
    public ImmutableArray<CallFrame> Stack => _session?.Stack() ?? [];

    /// <summary>Whether a macro made the call, not the template itself.</summary>
    public bool IsInMacro => _session?.IsInMacro == true;

    internal CallingSession? Session => _session;

    internal CallingPlace? Place => _site;

    /// <summary>Arguments of a call from C#.</summary>
    public static CallArguments Of(params object?[] positional) => new(positional);

    /// <summary>The keyword argument, if it was passed.</summary>
    public bool TryGetKeyword(string name, out object? value)
    {
        foreach (var keyword in Keywords)
        {
            if (keyword.Name == name)
            {
                value = keyword.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>The argument at a position or of that name; throws a type error when it is missing.</summary>
    public object? Required(int index, string name) =>
        index < Positional.Length ? Positional[index]
        : TryGetKeyword(name, out var value) ? value
        : throw JinjaError.Type($"missing required argument: '{name}'");

    /// <summary>The argument at a position or of that name, or the fallback.</summary>
    public object? Optional(int index, string name, object? fallback = null) =>
        index < Positional.Length ? Positional[index] : TryGetKeyword(name, out var value) ? value : fallback;

    /// <summary>
    /// Calls another callable within the same rendering: it shares limits, output and the macro call stack.
    /// </summary>
    public object? Invoke(object? callable, object?[] positional, Keyword[]? keywords = null) =>
        Calls.Call(callable, new CallArguments(positional, keywords ?? [], _session, _site));

    /// <summary>The same call site with other arguments.</summary>
    public CallArguments With(object?[] positional, Keyword[] keywords) => new(positional, keywords, _session, _site);
}
