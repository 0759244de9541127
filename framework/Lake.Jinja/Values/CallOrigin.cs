using System.Collections.Immutable;
using Lake.Jinja.Errors;
using Lake.Text;

namespace Lake.Jinja.Values;

/// <summary>The rendering that a call is part of.</summary>
internal abstract class CallingSession
{
    /// <summary>The macros that are being called, innermost first.</summary>
    public abstract ImmutableArray<CallFrame> Stack();

    public abstract bool IsInMacro { get; }
}

/// <summary>The place in a template where a call stands.</summary>
internal abstract class CallingPlace
{
    public abstract Location Location { get; }
}
