using Lake.Text;

namespace Lake.Project.Contexts;

/// <summary>Where templates write besides their text.</summary>
public interface IContextOutput
{
    /// <summary><c>log(message, info)</c>: to the log file, or also to the terminal.</summary>
    void Log(string message, bool info);

    /// <summary><c>print(message)</c>: to standard output as it is.</summary>
    void Print(string message);

    void Warn(Diagnostic warning);
}

/// <summary>Drops everything, as while a project is read.</summary>
public sealed class SilentOutput : IContextOutput
{
    public static readonly SilentOutput Instance = new();

    public void Log(string message, bool info)
    {
        // Nobody listens.
    }

    public void Print(string message)
    {
        // Nobody listens.
    }

    public void Warn(Diagnostic warning)
    {
        // Nobody listens.
    }
}
