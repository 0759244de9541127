namespace Lake.Cli.Terminal;

/// <summary>What the process tells its caller; the numbers are dbt's.</summary>
internal enum ExitCode
{
    Success = 0,

    /// <summary>The command ran, and something in it failed: a node, a test, a stream, a statement.</summary>
    Failure = 1,

    /// <summary>The input cannot be used (arguments, project, profile), or the run was interrupted.</summary>
    Unusable = 2,
}
