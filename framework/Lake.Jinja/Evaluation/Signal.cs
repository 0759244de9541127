namespace Lake.Jinja.Evaluation;

/// <summary>How a statement ended.</summary>
internal enum Signal
{
    None,
    Break,
    Continue,

    /// <summary><c>return(x)</c>: the value waits in the session.</summary>
    Return,
}
