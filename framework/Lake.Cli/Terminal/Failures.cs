using Lake.Text;

namespace Lake.Cli.Terminal;

/// <summary>Diagnostics as a person sees them, on standard error.</summary>
internal static class Failures
{
    public static void Draw(this TerminalContext terminal, DiagnosticException failure)
    {
        terminal.Output.Flush();
        foreach (var diagnostic in failure.Diagnostics)
        {
            terminal.Error.Write(DiagnosticText.Draw(diagnostic, terminal.UseColors));
        }
    }
}
