using Lake.Text;

namespace Lake.Jinja;

/// <summary>One macro of a call stack: which, and the place that called it (null when C# did).</summary>
public sealed record CallFrame(string Macro, Location? Site, CallFrame? Caller);
