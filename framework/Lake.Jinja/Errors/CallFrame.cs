using Lake.Text;

namespace Lake.Jinja.Errors;

/// <summary>One macro of a call stack: which, and the place that called it (null when C# did).</summary>
public sealed record CallFrame(string Macro, Location? Site, CallFrame? Caller);
