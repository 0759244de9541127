using Lake.Jinja.Errors;
using Lake.Jinja.Evaluation.Statements;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation;

/// <summary>Runs statements and takes what they print.</summary>
internal static class Capture
{
    public static Signal Run(Statement[] statements, Activation a, bool isNative, out string text)
    {
        var output = a.Output;
        var (mark, values) = (output.Length, output.Values);
        var isDone = false;
        output.Values = isNative ? [] : values;
        text = "";
        try
        {
            var signal = Body.Run(statements, a);
            isDone = true;
            if (signal == Signal.Return)
            {
                output.Drop(mark);
            }
            else
            {
                text = isNative ? Join(output) : output.Cut(mark);
            }

            return signal;
        }
        finally
        {
            output.Values = values;
            if (!isDone)
            {
                output.Drop(mark);
            }
        }
    }

    /// <summary>dbt's native environment joins the parts of a capture without converting them.</summary>
    public static string Join(OutputBuffer output)
    {
        var values = output.Values ?? [];
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not (string or Markup or NativeMarker))
            {
                throw JinjaError.Type($"sequence item {i}: expected str instance, {PyValue.TypeName(values[i])} found");
            }
        }

        return string.Concat(values.Select(PyText.Of));
    }
}
