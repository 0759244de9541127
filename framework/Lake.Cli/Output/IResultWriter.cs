using Lake.Engines;

namespace Lake.Cli.Output;

/// <summary>Writes the rows of a query as text.</summary>
internal interface IResultWriter
{
    /// <summary>Reads the result to its end, row by row.</summary>
    void Write(IQueryResult result, TextWriter output);
}
