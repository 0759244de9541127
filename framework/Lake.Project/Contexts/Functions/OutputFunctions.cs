using Lake.Jinja;
using Lake.Jinja.Errors;
using Lake.Jinja.Options;
using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;
using Lake.Text;

namespace Lake.Project.Contexts.Functions;

/// <summary>Functions that write somewhere, or render.</summary>
internal static class OutputFunctions
{
    /// <summary>What is not defined is not told, as in dbt: a hook may log of <c>graph</c>, which is empty while the project is read.</summary>
    public static object? Log(NodeContext context, CallArguments arguments)
    {
        context.NoteOutside();
        if (arguments.Required(0, "msg") is not Undefined)
        {
            context.Output.Log(arguments.Text(0, "msg"), arguments.Flag(1, "info"));
        }

        return "";
    }

    public static object? Print(NodeContext context, CallArguments arguments)
    {
        if (context.Executes && arguments.Required(0, "msg") is not Undefined)
        {
            context.NoteOutside();
            context.Output.Print(arguments.Text(0, "msg"));
        }

        return "";
    }

    /// <summary>Keeps the statement that <c>target/run</c> shows.</summary>
    public static object? Write(NodeContext context, CallArguments arguments)
    {
        context.Written = arguments.Text(0, "payload");
        return "";
    }

    public static string Render(NodeContext context, string text) =>
        text.Contains('{', StringComparison.Ordinal)
            ? Template.Parse(new SourceFile(context.Node?.OriginalFilePath ?? "<rendered text>", text), JinjaOptions.Dbt)
                .Render(context.Rendering).Text
            : text;

    /// <summary><c>try_or_compiler_error(message, function, …)</c>.</summary>
    public static object? Try(CallArguments arguments)
    {
        try
        {
            return arguments.Invoke(arguments.Required(1, "func"), arguments.Positional[2..], arguments.Keywords);
        }
        catch (Exception error) when (error is JinjaError or DiagnosticException)
        {
            throw ContextRules.CompilerError.Error(arguments.Site, $"{arguments.Text(0, "message_if_exception")}: {error.Message}");
        }
    }
}
